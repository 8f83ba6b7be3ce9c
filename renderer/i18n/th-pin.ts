/** Thai words of choosing an own PIN. */
export const thPin = {
  choosePin: {
    title: 'ตั้ง PIN ของท่านเอง',
    why: 'PIN ที่ท่านใช้ลงชื่อ ผู้อื่นเป็นผู้ตั้งให้ กรุณาตั้งใหม่ให้มีแต่ท่านที่รู้ แล้วจึงเริ่มงานได้',
    change: 'เปลี่ยน PIN',
    oldFirst: 'กรุณาใส่ PIN เดิมก่อน',
    againTitle: 'ใส่ PIN ใหม่อีกครั้ง',
    changedTitle: 'เปลี่ยน PIN แล้ว',
    changed: 'ครั้งต่อไปลงชื่อเข้าใช้ด้วย PIN ใหม่',
    old: (name: string) => `PIN เดิมของ ${name}`,
    chosen: (name: string) => `PIN ใหม่ของ ${name}`,
    rules: [
      'ตัวเลข 6 ถึง 12 หลัก ไม่เหมือน PIN เดิม',
      'ไม่ใช่เลขเดียวซ้ำกันทั้งหมด และไม่ใช่เลขเรียงกัน เช่น 123456',
      'ไม่บอกผู้อื่น รวมทั้งหัวหน้างาน',
    ],
    next: 'ต่อไป',
    use: 'ใช้ PIN นี้',
    saving: 'กำลังบันทึก PIN',
  },
};
