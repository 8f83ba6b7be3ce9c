/** Thai words of a machine that belongs to no facility yet. */
export const thSetUp = {
  setUp: {
    title: 'ตั้งค่าเครื่องใหม่',
    lead: 'เครื่องนี้ยังไม่เป็นของหน่วยบริการใด ฝ่ายไอทีใช้รหัสติดตั้งหรือไฟล์ตั้งค่าที่ระบบกลางออกให้',
    byCode: 'พิมพ์รหัสติดตั้ง',
    centreUrl: 'ที่อยู่ของระบบกลาง',
    code: 'รหัสติดตั้ง 20 ตัว',
    byFile: 'ใช้ไฟล์ตั้งค่า',
    fileLead: 'เลือกไฟล์ .provisioning.json จากไดรฟ์ที่นำมา',
    chooseFile: 'เลือกไฟล์',
    start: 'ตั้งค่าเครื่องนี้',
    working: 'กำลังตั้งค่าเครื่องนี้',
  },
};
