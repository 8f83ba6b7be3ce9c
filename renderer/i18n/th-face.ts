/** Thai words in front of the camera, and of what a supervisor decides when it does not work out. */
export const thFace = {
  face: {
    progress: (done: number, total: number) => `ทำแล้ว ${done} จาก ${total} ท่า`,
    cameraStarting: 'กำลังเปิดกล้อง',
    comeBack: 'เมื่อพร้อม กลับมามองกล้อง แล้วจะไปต่อเอง',
    videoLabel: 'ภาพของท่านจากกล้อง',
    again: (attempt: number) => `ถ่ายครั้งที่ ${attempt}`,
    cameraLost: 'กรุณารอสักครู่ กล้องใช้งานไม่ได้',
    cameraGoesOn: 'หน้าจอนี้จะไปต่อเองเมื่อกล้องใช้งานได้',
  },

  guidance: {
    'look-straight': 'มองตรงมาที่กล้อง ให้ใบหน้าอยู่ในกรอบ',
    'hold-still': 'ดีมาก อยู่นิ่ง ๆ สักครู่',
    closer: 'ขยับเข้ามาใกล้อีกนิด',
    further: 'ถอยออกเล็กน้อย',
    centre: 'ขยับให้ใบหน้าอยู่กลางกรอบ',
    'one-person': 'ขออยู่หน้ากล้องเพียงท่านเดียว',
    'too-dark': 'แสงน้อยเกินไป เจ้าหน้าที่กำลังช่วยปรับ',
    'too-bright': 'แสงจ้าเกินไป เจ้าหน้าที่กำลังช่วยปรับ',
    'uneven-light': 'แสงเข้าด้านเดียว กรุณาหันตัวเข้าหาแสง',
    'no-mask': 'กรุณาถอดหน้ากากสักครู่',
    'no-dark-glasses': 'กรุณาถอดแว่นกันแดดสักครู่',
    'open-eyes': 'กรุณาลืมตา มองมาที่กล้อง',
    'close-mouth': 'กรุณาปิดปากสบาย ๆ',
    'turn-left': 'หันหน้าไปทางซ้ายช้า ๆ',
    'turn-right': 'หันหน้าไปทางขวาช้า ๆ',
    'look-up': 'เงยหน้าขึ้นเล็กน้อย',
    blink: 'กะพริบตา',
    'open-mouth': 'อ้าปากแล้วหุบ',
    'well-done': 'ดีมาก',
  },

  supervise: {
    title: 'หัวหน้างานตัดสินใจ',
    retry: 'ให้ลองถ่ายอีกครั้ง เพราะ',
    retryReason: {
      light: 'ปรับแสงหรือที่นั่งแล้ว',
      camera: 'ปรับกล้องแล้ว',
      help: 'มีผู้ช่วยอธิบายให้ผู้รับบริการแล้ว',
    },
    exception: 'ยืนยันตัวตนแทนเครื่อง เพราะ',
    exceptionReason: {
      'photo-unreadable': 'รูปในบัตรใช้เปรียบเทียบไม่ได้',
      'face-injured': 'ใบหน้าบาดเจ็บหรือเปลี่ยนไปจากรูป',
      'cannot-follow': 'ผู้รับบริการทำท่าตามไม่ได้',
      'match-by-eye': 'ดูด้วยตาแล้วเป็นบุคคลเดียวกัน',
      'no-camera': 'กล้องใช้ไม่ได้ ดูด้วยตาแล้วเป็นบุคคลเดียวกัน',
    },
    level: (level: string) => `ระดับ ${level}`,
    nobody: 'ไม่มีหัวหน้างานท่านอื่นในเครื่องนี้',
    enter: 'อนุมัติ',
    close: 'ปิด',
  },

  cameraChoice: {
    label: 'เลือกกล้อง',
    reasons: { CAMERA_VIRTUAL: 'กล้องเสมือน ใช้ไม่ได้', CAMERA_NOT_ALLOWED: 'ไม่อยู่ในรายการที่ใช้ได้' },
    locked: 'ฝ่ายไอทีกำหนดกล้องไว้แล้ว',
  },
};
