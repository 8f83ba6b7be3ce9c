import { thAudit } from './th-audit.ts';
import { thDiagnosis } from './th-diagnosis.ts';
import { thExceptions } from './th-exceptions.ts';
import { thFace } from './th-face.ts';
import { thOffice } from './th-office.ts';
import { thPin } from './th-pin.ts';
import { thSetUp } from './th-set-up.ts';
import { thTime } from './th-time.ts';
import { thTwoWindows } from './th-two-windows.ts';

/** Thai words of every screen. `en.ts` must have the same keys with the same shapes: `Words` is taken from here. */
export const th = {
  service: 'หมอพร้อม ดิจิทัลไอดี',
  starting: 'กำลังเริ่มระบบ กรุณารอสักครู่',
  cancel: 'ยกเลิก',

  failure: {
    title: 'หน้าจอนี้ขัดข้อง',
    lead: (seconds: number) => `หน้าจอจะเริ่มใหม่เองในอีก ${seconds} วินาที รายการที่ทำอยู่ไม่หาย`,
    again: 'เริ่มหน้าจอใหม่',
  },
  tryAgain: 'ลองอีกครั้ง',

  ...thTime,

  slip: {
    training: 'ฝึกอบรม ใช้จริงไม่ได้',
    code: 'รหัสยืนยันของท่าน',
    steps: ['เปิดแอปหมอพร้อม แล้วสแกนคิวอาร์จากหน้าจอ', 'ใส่รหัสนี้ในแอป', 'เก็บบัตรประชาชนกลับ'],
    until: (date: string) => `ใช้ได้ถึง ${date}`,
    reference: (reference: string) => `เลขอ้างอิง ${reference}`,
    secret: 'กรุณาอย่าให้รหัสนี้แก่ผู้อื่น',
  },

  stages: {
    label: 'ขั้นตอน',
    card: 'เสียบบัตร',
    identity: 'ตรวจข้อมูล',
    consent: 'ยินยอม',
    face: 'ถ่ายใบหน้า',
    done: 'รับคิวอาร์',
  },

  comfort: {
    label: 'การแสดงผล',
    otherLanguage: 'English',
    contrast: 'สีเข้มชัด',
    textSize: 'ตัวใหญ่ขึ้น',
    motion: 'ภาพนิ่ง',
    silent: 'ปิดเสียง',
  },

  idle: {
    title: 'ยืนยันตัวตนเพื่อใช้หมอพร้อมดิจิทัลไอดี',
    lead: 'กรุณาเสียบบัตรประชาชน โดยหันด้านที่มีชิปเข้าหาเครื่อง',
    note: 'ระบบจะขอความยินยอมของท่าน ก่อนถ่ายภาพใบหน้าทุกครั้ง',
  },

  reading: {
    title: 'กำลังอ่านบัตร',
    lead: 'กรุณาอย่าดึงบัตรออก',
  },

  identity: {
    title: 'ข้อมูลนี้เป็นของท่านใช่หรือไม่',
    cid: 'เลขประจำตัวประชาชน',
    photoAlt: 'รูปถ่ายในบัตรประชาชน',
    photoComing: 'กำลังอ่านรูป',
    otherVisit: 'นี่เป็นรายการใหม่ รายการก่อนหน้าจบแล้ว เพราะบัตรถูกดึงออก โดยไม่ได้ออกรหัส',
    yes: 'ใช่ ข้อมูลถูกต้อง',
    no: 'ไม่ใช่',
  },

  consent: {
    title: 'ขอความยินยอมใช้ภาพใบหน้าของท่าน',
    purpose: 'ใช้เพื่อเปรียบเทียบกับรูปในบัตรเท่านั้น',
    keeping: 'ส่งเข้าระบบกลางแบบเข้ารหัส และลบออกจากเครื่องนี้เมื่อส่งเสร็จ',
    freedom: 'ท่านปฏิเสธได้ โดยยังรับบริการอื่นของหน่วยบริการได้ตามปกติ',
    version: (version: string) => `ข้อความยินยอมฉบับ ${version}`,
    agree: 'ยินยอม',
    decline: 'ไม่ยินยอม',
  },

  waitingPhoto: {
    title: 'กำลังอ่านรูปในบัตร',
    lead: 'กรุณาอย่าดึงบัตรออก ระบบจะถ่ายภาพใบหน้าเป็นขั้นตอนต่อไป',
    cameraNext: 'กำลังเตรียมกล้อง',
  },

  ...thFace,

  comparing: {
    title: 'กำลังตรวจสอบ',
    lead: 'กรุณารอสักครู่ ยังไม่ต้องดึงบัตรออก',
  },

  saving: {
    title: 'กำลังบันทึกและออกรหัสของท่าน',
    lead: 'กรุณารอสักครู่ ยังไม่ต้องดึงบัตรออก',
  },

  done: {
    title: 'ยืนยันตัวตนสำเร็จ',
    qrAlt: 'คิวอาร์สำหรับแอปหมอพร้อม',
    code: 'รหัสยืนยัน',
    codeOnSlip: 'รหัสยืนยันอยู่ในสลิปของท่าน',
    noSlip: 'สลิปไม่ออก แสดงรหัส',
    scan: 'เปิดแอปหมอพร้อม แล้วสแกนคิวอาร์นี้',
    enterCode: 'กรอกรหัสยืนยันในแอป',
    takeCard: 'ดึงบัตรประชาชนคืน',
    cardTaken: 'ท่านดึงบัตรออกแล้ว',
    thanks: 'ขอบคุณที่ใช้บริการ',
    nextCard: 'บัตรที่เสียบอยู่ เป็นของท่านถัดไป',
    level: (level: string) => `ระดับการยืนยันตัวตน ${level}`,
    levelPending: (level: string) => `จะเป็นระดับ ${level} เมื่อระบบกลางตรวจสถานะบัตรแล้ว`,
  },

  ended: {
    declined: 'ท่านเลือกไม่ยินยอม',
    declinedLead: 'ไม่มีการถ่ายหรือเก็บภาพใบหน้าของท่าน ท่านยังรับบริการอื่นได้ตามปกติ',
    faceNotConfirmed: 'ระบบยังยืนยันใบหน้าไม่ได้ ไม่ใช่ความผิดของท่าน',
    staffContinue: 'เจ้าหน้าที่จะช่วยดำเนินการต่อ',
    referred: 'เจ้าหน้าที่รับเรื่องของท่านไว้แล้ว',
    notCompleted: 'ยังยืนยันตัวตนไม่ได้ในครั้งนี้',
    takeCard: 'กรุณาดึงบัตรออก ขอบคุณที่ใช้บริการ',
  },

  cardProblem: {
    title: 'ยังเริ่มไม่ได้',
    again: 'กรุณาลองอีกครั้ง',
    goesAway: 'หน้าจอนี้จะไปต่อเองเมื่อแก้ไขแล้ว',
  },

  remedy: {
    citizen: 'ท่านทำเองได้',
    operator: 'เจ้าหน้าที่จะช่วยท่าน',
    supervisor: 'หัวหน้างานจะช่วยแก้ไข',
    it: 'ฝ่ายไอทีจะช่วยแก้ไข',
  },
  /** Who puts it right, as said to staff. */
  remedyForStaff: {
    citizen: 'ผู้แก้ไข: ผู้รับบริการ',
    operator: 'ผู้แก้ไข: เจ้าหน้าที่',
    supervisor: 'ผู้แก้ไข: หัวหน้างาน',
    it: 'ผู้แก้ไข: ฝ่ายไอที',
  },
  machineTrouble: 'ต้องให้เจ้าหน้าที่ดูแลเครื่องนี้ก่อน ไม่ใช่ความผิดของท่าน',
  errorCode: (code: string) => `รหัส ${code}`,
  dismiss: 'รับทราบ',

  staffBand: {
    label: 'ส่วนของเจ้าหน้าที่',
    citizenWaits: 'เจ้าหน้าที่กำลังตรวจสอบ กรุณารอสักครู่',
  },

  signIn: {
    title: 'เจ้าหน้าที่ลงชื่อเข้าใช้',
    who: 'เลือกชื่อของท่าน',
    loading: 'กำลังอ่านรายชื่อเจ้าหน้าที่',
    nobody: 'ยังไม่มีรายชื่อเจ้าหน้าที่ในเครื่องนี้ กรุณาติดต่อฝ่ายไอที',
    pin: (name: string) => `ใส่ PIN ของ ${name}`,
    pinLength: (entered: number) => `ใส่แล้ว ${entered} หลัก`,
    enter: 'เข้าใช้งาน',
    locked: 'ถูกล็อก',
    unlock: (name: string) => `บัญชีนี้ถูกล็อก ให้หัวหน้างาน (${name}) ใส่ PIN เพื่อปลดล็อก`,
    unlockEnter: 'ปลดล็อก',
    noSupervisor: 'บัญชีนี้ถูกล็อก และไม่มีหัวหน้างานท่านอื่น กรุณาขอไฟล์ตั้งค่าใหม่พร้อม PIN ใหม่จากระบบกลาง',
    erase: 'ลบหนึ่งหลัก',
    checking: 'กำลังตรวจสอบ PIN',
  },
  role: { operator: 'เจ้าหน้าที่', supervisor: 'หัวหน้างาน' },

  look: {
    title: 'เทียบบุคคลตรงหน้า กับรูปทั้งสอง',
    reference: 'รูปในบัตร',
    probe: 'ภาพจากกล้อง',
    comparison: 'ผลเปรียบเทียบใบหน้า',
    zone: {
      accept: 'ตรงกัน',
      look: 'ใกล้เคียง โปรดดูให้ดี',
      refuse: 'ไม่ตรงกัน',
    },
    score: (score: string, threshold: string) => `คะแนน ${score} (เกณฑ์ ${threshold})`,
    liveness: 'บุคคลจริงหน้ากล้อง',
    livenessOutcome: {
      live: 'ผ่าน',
      'not-live': 'ไม่ผ่าน',
      'not-done': 'ยังไม่ได้ตรวจ',
    },
    challenges: (passed: number, total: number) => `ทำตามได้ ${passed} จาก ${total} ท่า`,
    samePerson: 'เป็นบุคคลเดียวกัน',
    noMask: 'ไม่มีหน้ากากหรือภาพถ่ายบังใบหน้า',
    confirm: 'ยืนยัน',
    refuse: 'ไม่ยืนยัน',
  },

  personNeeded: {
    title: 'ผู้รับบริการต้องการความช่วยเหลือ',
    faceAdvice: 'ตรวจแสง ระยะ หน้ากากและแว่นกันแดด แล้วให้ลองใหม่ได้',
    otherAdvice: 'แก้ไขตามข้อความ แล้วให้ลองใหม่ได้',
    noRetryAdvice: 'รายการนี้ลองใหม่ไม่ได้ กรุณาจบรายการแล้วให้เสียบบัตรใหม่',
    endAdvice: 'หากจบรายการ จะไม่มีการออก Token',
    retryIn: (seconds: number) => `ลองใหม่ได้ในอีก ${seconds} วินาที`,
    retry: 'ลองใหม่',
    end: 'จบรายการ',
    supervisor: 'ให้หัวหน้างานตัดสินใจ',
    supervisorAdvice: 'ลองไม่ผ่านหลายครั้งแล้ว หัวหน้างานต้องตัดสินใจว่าจะทำอย่างไรต่อ',
    failed: (failed: number) => `ลองไม่ผ่านแล้ว ${failed} ครั้ง`,
  },

  header: {
    notProvisioned: 'ยังไม่ได้ตั้งค่าหน่วยบริการ',
    training: 'โหมดฝึกอบรม',
    reader: 'เครื่องอ่านบัตร',
    readerState: {
      ready: 'เครื่องอ่านพร้อม',
      missing: 'ไม่พบเครื่องอ่าน',
      refused: 'เครื่องอ่านใช้ไม่ได้',
      busy: 'เครื่องอ่านไม่ว่าง',
      stopped: 'เครื่องอ่านหยุด',
    },
    readerSimulated: 'เครื่องอ่านจำลอง',
    camera: 'กล้อง',
    cameraState: { ready: 'กล้องพร้อม', missing: 'ไม่พบกล้อง', unknown: 'กำลังตรวจกล้อง' },
    cameraSimulated: 'กล้องจำลอง',
    centre: 'ระบบกลาง',
    centreState: { online: 'ออนไลน์', offline: 'ออฟไลน์', unregistered: 'ยังไม่ลงทะเบียน', revoked: 'ถูกเพิกถอน' },
    outbox: 'รายการรอส่ง',
    waiting: (waiting: number) => (waiting === 0 ? 'ส่งครบแล้ว' : `รอส่ง ${waiting}`),
    parked: (parked: number) => `พัก ${parked}`,
    frozen: {
      count: (waiting: number) => `เกินกำหนด ${waiting}`,
      age: (waiting: number) => `รอส่งนานเกินกำหนด ${waiting}`,
      disk: (_waiting: number) => 'ดิสก์เต็ม',
    },
    nearLimit: {
      count: (waiting: number) => `รอส่ง ${waiting} ใกล้กำหนด`,
      age: (waiting: number) => `รอส่ง ${waiting} นานใกล้กำหนด`,
      disk: (_waiting: number) => 'ดิสก์ใกล้เต็ม',
    },
    signedOut: 'ยังไม่ลงชื่อ',
    report: 'รายงาน',
    more: 'ดูรายละเอียดสถานะ',
  },

  details: {
    title: 'สถานะของเครื่องนี้',
    device: 'เครื่อง',
    facility: 'หน่วยบริการ',
    lastSync: (when: string) => `ติดต่อล่าสุด ${when}`,
    training: 'โหมดฝึกอบรม ข้อมูลไม่นับในรายงาน',
    neverSynced: 'ยังไม่เคยติดต่อได้',
    outbox: (waiting: number, parked: number) => `รอส่ง ${waiting} รายการ · พักไว้ ${parked} รายการ`,
    oldest: (when: string) => `เก่าสุด ${when}`,
    sendNow: 'ส่งตอนนี้',
    operator: 'เจ้าหน้าที่',
    signOut: 'ออกจากระบบ',
    lastVisit: 'รายการล่าสุด',
    noVisit: 'ยังไม่มีรายการ',
    slip: 'สลิป',
    saveSlip: 'บันทึกสลิปเป็นไฟล์',
    slipSaved: (file: string) => `บันทึกแล้วที่ ${file}`,
    slipNotSaved: 'ไม่ได้เลือกที่เก็บ จึงไม่ได้บันทึก',
    outcome: {
      verified: 'ยืนยันตัวตนสำเร็จ',
      referred: 'ส่งต่อเจ้าหน้าที่',
      refused: 'ไม่ยืนยัน',
      declined: 'ผู้รับบริการไม่ยินยอม',
      failed: 'ไม่สำเร็จ',
    },
    recordState: { queued: 'รอส่ง', leased: 'กำลังส่ง', received: 'ระบบกลางรับแล้ว', parked: 'พักไว้' },
    locked: (names: string) => `ค่าที่ฝ่ายไอทีกำหนดไว้: ${names}`,
    versions: (app: string, policy: string) => `โปรแกรมรุ่น ${app} · นโยบายฉบับ ${policy}`,
    diagnosis: 'ตรวจสอบเครื่อง',
    close: 'ปิด',
  },

  ...thAudit,
  ...thDiagnosis,
  ...thExceptions,
  ...thOffice,
  ...thPin,
  ...thSetUp,
  ...thTwoWindows,
};
