/** Thai words for who needs longer, and for who may have walked away. */
export const thTime = {
  moreTime: {
    title: 'ยังต้องการเวลาอีกไหม',
    lead: {
      visit: (seconds: number) => `รายการจะจบเองในอีก ${seconds} วินาที โดยไม่เก็บข้อมูลของท่าน`,
      face: (seconds: number) => `อีก ${seconds} วินาที จะให้ทำท่าอื่น หรือให้เจ้าหน้าที่ช่วยท่าน`,
      camera: (seconds: number) => `หากกล้องยังใช้ไม่ได้ อีก ${seconds} วินาที เจ้าหน้าที่จะช่วยท่านต่อ`,
      qr: (seconds: number) => `คิวอาร์จะหายไปจากหน้าจอในอีก ${seconds} วินาที`,
    },
    more: 'ขอเวลาเพิ่ม',
  },

  cover: {
    title: 'ซ่อนข้อมูลไว้ให้ท่านแล้ว',
    lead: 'กดปุ่มแสดงข้อมูลเพื่อดูต่อ',
    show: 'แสดงข้อมูล',
    soon: 'ท่านยังอยู่หน้าเครื่องไหม',
    soonLead: (seconds: number) => `ข้อมูลของท่านจะถูกซ่อนในอีก ${seconds} วินาที`,
    stay: 'ยังอยู่ ดูต่อ',
  },
};
