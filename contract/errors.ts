import { type ProvisioningReason, wordsOfReason } from './error-reasons.ts';

/**
 * The catalogue of everything that can go wrong where a person sees it. A code is stable: screens, logs,
 * the journey's report and the manuals all name it. `who` is the one who can put it right.
 *
 * Words in braces are filled in from `KioskError.details`.
 */
export type Remedy = 'citizen' | 'operator' | 'supervisor' | 'it';

type Entry = { who: Remedy; th: string; en: string };

export const ERRORS = {
  CARD_MUTE: {
    who: 'citizen',
    th: 'อ่านบัตรไม่ได้ กรุณากลับด้านบัตรแล้วเสียบใหม่',
    en: "Can't read the card. Turn it round and insert it again.",
  },
  CARD_REMOVED: {
    who: 'citizen',
    th: 'บัตรถูกดึงออกก่อนอ่านเสร็จ กรุณาเสียบใหม่',
    en: 'The card was taken out too early. Insert it again.',
  },
  CARD_NOT_THAI_ID: {
    who: 'citizen',
    th: 'บัตรนี้ไม่ใช่บัตรประชาชนไทย กรุณาใช้บัตรประชาชน',
    en: 'This is not a Thai ID card. Please use your Thai ID card.',
  },
  CARD_EXPIRED: {
    who: 'operator',
    th: 'บัตรหมดอายุเมื่อ {date} กรุณาติดต่อเจ้าหน้าที่',
    en: 'The card expired on {date}. Please see the staff.',
  },
  CARD_DATA_INVALID: {
    who: 'operator',
    th: 'ข้อมูลในบัตรไม่ถูกต้อง กรุณาเช็ดชิปแล้วลองใหม่',
    en: "The card's data is not valid. Clean the chip and try again.",
  },
  CARD_PHOTO_UNREADABLE: {
    who: 'operator',
    th: 'อ่านรูปในบัตรไม่ได้ กรุณาเช็ดชิปแล้วลองใหม่ หรือเรียกหัวหน้างาน',
    en: "The card's photo can't be read. Clean the chip and try again, or call the supervisor.",
  },
  READER_BUSY: {
    who: 'operator',
    th: 'โปรแกรมอื่นกำลังใช้เครื่องอ่านบัตร ปิดโปรแกรมนั้น ระบบจะลองใหม่เอง',
    en: 'Another program is using the card reader. Close it; this screen keeps trying.',
  },
  READER_MISSING: {
    who: 'operator',
    th: 'ไม่พบเครื่องอ่านบัตร ตรวจสอบสาย USB',
    en: 'No card reader. Check the USB cable.',
  },
  READER_NOT_ALLOWED: {
    who: 'it',
    th: 'เครื่องอ่านบัตรนี้ไม่อยู่ในรายการที่ตู้นี้ใช้ได้ ต่อเครื่องอ่านที่กำหนด หรือขอไฟล์ตั้งค่าใหม่',
    en: 'This card reader is not one that this kiosk may use. Connect one that is, or ask for a new provisioning file.',
  },
  PCSC_STOPPED: {
    who: 'it',
    th: 'บริการอ่านบัตรหยุดทำงาน กำลังเริ่มใหม่ให้',
    en: 'The card service stopped; starting it again.',
  },
  CAMERA_MISSING: {
    who: 'operator',
    th: 'ไม่พบกล้อง ตรวจสอบสายกล้องแล้วลองใหม่',
    en: 'No camera. Check its cable and try again.',
  },
  CAMERA_BUSY: {
    who: 'operator',
    th: 'โปรแกรมอื่นกำลังใช้กล้อง ปิดโปรแกรมนั้นแล้วลองใหม่',
    en: 'Another program is using the camera. Close it and try again.',
  },
  CAMERA_DENIED: {
    who: 'it',
    th: 'ระบบไม่อนุญาตให้โปรแกรมนี้ใช้กล้อง เปิดสิทธิ์กล้องในการตั้งค่าของเครื่อง',
    en: 'This computer does not let the program use the camera. Allow it in the privacy settings.',
  },
  CAMERA_VIRTUAL: {
    who: 'operator',
    th: 'กล้องนี้เป็นกล้องเสมือน ใช้ยืนยันตัวตนไม่ได้ กรุณาใช้กล้องจริง',
    en: "This is a virtual camera and can't be used. Connect a real one.",
  },
  CAMERA_NOT_ALLOWED: {
    who: 'it',
    th: 'กล้องนี้ไม่อยู่ในรายการที่ตู้นี้ใช้ได้ ต่อกล้องที่กำหนด หรือขอไฟล์ตั้งค่าใหม่',
    en: 'This camera is not one that this kiosk may use. Connect one that is, or ask for a new provisioning file.',
  },
  FACE_NOT_FOUND: {
    who: 'citizen',
    th: 'ยังไม่เห็นใบหน้า กรุณามองตรงมาที่กล้อง',
    en: 'No face in the picture. Please look at the camera.',
  },
  FACE_SEVERAL: {
    who: 'citizen',
    th: 'ขออยู่หน้ากล้องเพียงท่านเดียว',
    en: 'One person at a time in front of the camera, please.',
  },
  FACE_UNCLEAR: {
    who: 'citizen',
    th: 'ภาพยังไม่ชัด กรุณาอยู่นิ่ง ๆ และมองตรงมาที่กล้อง',
    en: 'The picture is not clear yet. Hold still and look straight at the camera.',
  },
  FACE_MOVE_AGAIN: {
    who: 'citizen',
    th: 'ยังไม่เห็นการขยับ ลองอีกครั้งช้า ๆ',
    en: 'We did not see the movement. Please try again, slowly.',
  },
  REPRESENTED: {
    who: 'supervisor',
    th: 'มีผู้แทนดำเนินการแทนผู้รับบริการ หัวหน้างานต้องอนุมัติก่อน',
    en: 'Somebody acts for the citizen. A supervisor must approve first.',
  },
  HELP_WANTED: {
    who: 'operator',
    th: 'ผู้รับบริการขอให้เจ้าหน้าที่ช่วย',
    en: 'The citizen asks the staff for help.',
  },
  FACE_NO_MATCH: {
    who: 'operator',
    th: 'ใบหน้าไม่ตรงกับรูปในบัตร เจ้าหน้าที่จะช่วยดำเนินการต่อ',
    en: 'The face does not match the photo on the card. Staff will continue with you.',
  },
  FACE_NOT_LIVE: {
    who: 'operator',
    th: 'ยังยืนยันไม่ได้ว่าเป็นบุคคลจริงหน้ากล้อง เจ้าหน้าที่จะช่วยดำเนินการต่อ',
    en: 'We could not make sure that a live person is at the camera. Staff will continue with you.',
  },
  FACE_TIMEOUT: {
    who: 'citizen',
    th: 'หมดเวลาถ่ายภาพ ไม่เป็นไร ลองใหม่ได้',
    en: 'Time ran out. Never mind, you can try again.',
  },
  FACE_RETRY_LATER: {
    who: 'citizen',
    th: 'ลองใหม่ได้ในอีก {seconds} วินาที',
    en: 'You can try again in {seconds} seconds.',
  },
  FACE_IMAGE_INVALID: {
    who: 'it',
    th: 'ภาพจากกล้องใช้ไม่ได้ กรุณาลองใหม่ หากยังเป็นอยู่ให้แจ้งฝ่ายไอที',
    en: 'The camera picture is not usable. Try again; if it stays so, call IT.',
  },
  FACE_ENGINE_FAILED: {
    who: 'it',
    th: 'ระบบเปรียบเทียบใบหน้าหยุดทำงาน กำลังเริ่มใหม่ให้ กรุณาลองอีกครั้ง',
    en: 'The face engine stopped; it is starting again. Please try once more.',
  },
  VISIT_TIMEOUT: {
    who: 'citizen',
    th: 'ไม่มีการตอบภายในเวลา ไม่มีการเก็บข้อมูล กรุณาดึงบัตรออกแล้วเริ่มใหม่ได้ทุกเมื่อ',
    en: 'Nobody answered in time and nothing was kept. Take your card; you can start again at any time.',
  },
  VISIT_CANCELLED: {
    who: 'operator',
    th: 'ยกเลิกรายการแล้ว ไม่มีการเก็บข้อมูล กรุณาดึงบัตรออก',
    en: 'The visit was cancelled and nothing was kept. Please take your card.',
  },
  IDENTITY_DENIED: {
    who: 'operator',
    th: 'ท่านแจ้งว่าข้อมูลในบัตรไม่ใช่ของท่าน ไม่มีการเก็บข้อมูล กรุณาดึงบัตรออก',
    en: 'You told us that this card is not yours. Nothing was kept. Please take the card.',
  },
  OPERATOR_REFUSED: {
    who: 'operator',
    th: 'เจ้าหน้าที่ตรวจแล้วไม่ยืนยันว่าเป็นบุคคลเดียวกัน',
    en: 'The operator looked and did not confirm that it is the same person.',
  },
  SIGN_IN_REQUIRED: {
    who: 'operator',
    th: 'กรุณาให้เจ้าหน้าที่ลงชื่อเข้าใช้ก่อน',
    en: 'An operator must sign in first.',
  },
  SIGN_IN_FIRST_ONLINE: {
    who: 'it',
    th: 'เครื่องนี้ยังไม่เคยติดต่อระบบกลาง การลงชื่อครั้งแรกต้องต่อเครือข่าย หลังจากนั้นทำงานได้แม้ไม่มีเครือข่าย',
    en: 'This machine has never reached the centre. The first sign-in needs the network; after it, work goes on without.',
  },
  SIGN_IN_WRONG: {
    who: 'operator',
    th: 'รหัส PIN ไม่ถูกต้อง เหลืออีก {left} ครั้ง',
    en: 'Wrong PIN. {left} tries left.',
  },
  SIGN_IN_LOCKED: {
    who: 'supervisor',
    th: 'ใส่ PIN ผิดเกินกำหนด บัญชีนี้ถูกล็อก กรุณาให้หัวหน้างานปลดล็อก',
    en: 'Too many wrong PINs. This account is locked; the supervisor can unlock it.',
  },
  PIN_NOT_OWN: {
    who: 'operator',
    th: 'PIN นี้ผู้อื่นเป็นผู้ตั้งให้ กรุณาให้เจ้าของชื่อไปที่หน้าลงชื่อเข้าใช้ แล้วตั้ง PIN ของตนเองก่อน',
    en: 'Somebody else has set this PIN. Its owner must first sign in at the sign-in screen and choose their own.',
  },
  PIN_WEAK: {
    who: 'operator',
    th: 'PIN นี้เดาง่ายเกินไป กรุณาตั้งเป็นเลขที่ไม่ซ้ำกันหมดและไม่เรียงกัน',
    en: 'This PIN is guessed at once. Choose one that is neither a single digit repeated nor a run of digits.',
  },
  PIN_SAME: {
    who: 'operator',
    th: 'PIN ใหม่เหมือน PIN เดิม กรุณาตั้งเป็นเลขอื่น',
    en: 'The new PIN is the old one. Choose another.',
  },
  PIN_MISMATCH: {
    who: 'operator',
    th: 'PIN ใหม่สองครั้งไม่ตรงกัน กรุณาใส่ใหม่ทั้งสองครั้ง',
    en: 'The new PIN was not the same both times. Type it twice again.',
  },
  SUPERVISOR_REQUIRED: {
    who: 'supervisor',
    th: 'รายการนี้ต้องให้หัวหน้างานอีกท่านหนึ่งอนุมัติ',
    en: 'This must be approved by a supervisor who is not the operator of this visit.',
  },
  SUPERVISOR_ONLY: {
    who: 'supervisor',
    th: 'หน้านี้สำหรับหัวหน้างาน กรุณาลงชื่อเข้าใช้เป็นหัวหน้างาน',
    en: 'This page is for supervisors. Sign in as a supervisor.',
  },
  LAST_SUPERVISOR: {
    who: 'supervisor',
    th: 'ต้องมีหัวหน้างานที่ใช้งานได้อย่างน้อยหนึ่งคน เพิ่มหัวหน้างานอีกคนก่อน',
    en: 'At least one supervisor must remain. Add another one first.',
  },
  DRIVE_FAILED: {
    who: 'supervisor',
    th: 'เขียนลงไดรฟ์ไม่สำเร็จ ตรวจว่าเสียบแน่น ไม่เต็ม และเขียนได้ แล้วลองใหม่ ({reason})',
    en: 'The drive could not be written. See that it is in, not full and not locked, and try again ({reason}).',
  },
  OUTBOX_FROZEN: {
    who: 'supervisor',
    th: 'มีรายการรอส่ง {n} รายการ เกินกำหนด กรุณาต่อเครือข่ายหรือส่งออก',
    en: '{n} records wait beyond the limit. Connect to the network or export them.',
  },
  OUTBOX_TOO_OLD: {
    who: 'supervisor',
    th: 'มีรายการรอส่งมาแล้ว {days} วัน เกินกำหนด กรุณาต่อเครือข่ายหรือส่งออก',
    en: 'A record has waited {days} days, beyond the limit. Connect to the network or export it.',
  },
  DISK_FULL: {
    who: 'it',
    th: 'พื้นที่ดิสก์เหลือ {megabytes} MB ไม่พอรับรายการใหม่ กรุณาแจ้งฝ่ายไอทีเพิ่มพื้นที่ว่าง',
    en: 'Only {megabytes} MB of the disk are free: too little for new visits. IT must make room.',
  },
  RECORD_NOT_SAVED: {
    who: 'it',
    th: 'บันทึกข้อมูลไม่สำเร็จ ยังไม่ได้ออก Token กรุณาลองใหม่ หากยังเป็นอยู่ให้แจ้งฝ่ายไอที',
    en: 'The record could not be saved and no token was issued. Try again; if it stays so, call IT.',
  },
  RECORD_REJECTED: {
    who: 'it',
    th: 'ระบบกลางไม่รับรายการนี้ ({reason}) รายการถูกพักไว้ ไม่สูญหาย',
    en: 'The centre did not take this record ({reason}). It is parked; nothing is lost.',
  },
  RECORD_DAMAGED: {
    who: 'it',
    th: 'ข้อมูลหนึ่งรายการในเครื่องเสียหาย ส่งไม่ได้ รายการอื่นยังอยู่ครบ กรุณากู้จากสำเนาสำรอง',
    en: 'One record on this device is damaged and cannot be sent. The others are intact. Restore it from a backup.',
  },
  CENTRE_UNREACHABLE: {
    who: 'it',
    th: 'ติดต่อระบบกลางไม่ได้ ทำงานต่อได้ รายการจะส่งเองเมื่อเครือข่ายกลับมา',
    en: 'The centre is out of reach. Work goes on; records are sent when the network is back.',
  },
  CENTRE_BUSY: {
    who: 'it',
    th: 'ระบบกลางกำลังรับงานมาก ระบบจะส่งใหม่เอง',
    en: 'The centre is busy; sending is tried again by itself.',
  },
  RECEIPT_INVALID: {
    who: 'it',
    th: 'ใบตอบรับจากระบบกลางไม่ถูกต้อง ยังเก็บรายการไว้และจะส่งใหม่',
    en: "The centre's receipt is not valid. The record is kept and sent again.",
  },
  DEVICE_UNKNOWN: {
    who: 'it',
    th: 'เครื่องนี้ยังไม่ได้ลงทะเบียนกับระบบกลาง',
    en: 'This device is not registered at the centre.',
  },
  DEVICE_REVOKED: {
    who: 'it',
    th: 'เครื่องนี้ถูกเพิกถอนโดยระบบกลาง',
    en: 'The centre has revoked this device.',
  },
  SIMULATION_REFUSED: {
    who: 'it',
    th: 'เครื่องนี้ใช้งานจริง จึงใช้กล้องจำลองไม่ได้ กรุณาเปิดโปรแกรมโดยไม่ใส่ตัวเลือกกล้องจำลอง',
    en: 'This kiosk is in service and takes no simulated camera. Start it without the switches for one.',
  },
  PROVISIONING_INVALID: {
    who: 'it',
    th: 'ตั้งค่าเครื่องไม่สำเร็จ: {reason}',
    en: 'This machine could not be set up: {reason}.',
  },
  PROVISIONING_IGNORED: {
    who: 'it',
    th: 'ไม่ได้ใช้ไฟล์ตั้งค่าที่ระบุไว้ เครื่องทำงานต่อด้วยค่าเดิม: {reason}',
    en: 'The provisioning file that was named was not taken. This machine goes on as before: {reason}.',
  },
  SETTINGS_INVALID: {
    who: 'it',
    th: 'ค่าที่ฝ่ายไอทีกำหนดให้เครื่องนี้ใช้ไม่ได้ ({reason}) กรุณาแก้ไขไฟล์ตั้งค่าของเครื่อง',
    en: 'The settings laid down for this machine are not usable ({reason}). Correct its settings file.',
  },
  CLOCK_WRONG: {
    who: 'it',
    th: 'นาฬิกาของเครื่องคลาดเคลื่อน {minutes} นาที กรุณาตั้งเวลา',
    en: "This device's clock is {minutes} minutes off. Set the time.",
  },
  VAULT_LOCKED: {
    who: 'it',
    th: 'เปิดคลังข้อมูลไม่ได้ ข้อมูลยังอยู่ครบ อย่าลบหรือติดตั้งใหม่',
    en: "The vault can't be opened. Nothing is lost; do not delete or reinstall.",
  },
  VAULT_RECOVERABLE: {
    who: 'it',
    th: 'ที่เก็บกุญแจของเครื่องนี้เปลี่ยนไป ข้อมูลยังอยู่ครบ อย่าลบหรือติดตั้งใหม่ ส่งไฟล์ {file} ให้ส่วนกลาง และแจ้งรหัส {code} ทางโทรศัพท์',
    en: "This computer's key store has changed. Nothing is lost; do not delete or reinstall. Send the file {file} to the centre and tell them the code {code} by telephone.",
  },
  TOKEN_UNKNOWN: {
    who: 'citizen',
    th: 'ระบบกลางยังไม่รู้จัก Token นี้ กรุณาลองใหม่ภายหลัง',
    en: 'The centre does not know this token yet. Please try later.',
  },
  TOKEN_CODE_WRONG: {
    who: 'citizen',
    th: 'รหัสยืนยันไม่ถูกต้อง กรุณาดูรหัสในสลิปของท่าน เหลืออีก {left} ครั้ง',
    en: 'Wrong confirmation code. Please look at your slip. {left} tries left.',
  },
  TOKEN_USED: {
    who: 'citizen',
    th: 'Token นี้ถูกยืนยันไปแล้ว',
    en: 'This token has been confirmed already.',
  },
  TOKEN_EXPIRED: {
    who: 'citizen',
    th: 'Token นี้หมดอายุแล้ว กรุณายืนยันตัวตนใหม่ที่หน่วยบริการ',
    en: 'This token has expired. Please verify again at a facility.',
  },
  TOKEN_REVOKED: {
    who: 'citizen',
    th: 'Token นี้ถูกยกเลิกแล้ว กรุณายืนยันตัวตนใหม่ที่หน่วยบริการ',
    en: 'This token was revoked. Please verify again at a facility.',
  },
  TOKEN_TRAINING: {
    who: 'operator',
    th: 'Token นี้มาจากตู้ฝึกอบรม ใช้จริงไม่ได้ กรุณาให้เจ้าหน้าที่ยืนยันตัวตนให้ที่ตู้ที่เปิดให้บริการ',
    en: 'This token is from a training kiosk and not for real use. Ask the staff to verify you at a kiosk in service.',
  },
  TOKEN_INVALID: {
    who: 'citizen',
    th: 'คิวอาร์นี้ใช้ไม่ได้ กรุณาสแกนใหม่จากหน้าจอหรือสลิป',
    en: 'This code is not usable. Scan it again from the screen or the slip.',
  },
  REPORT_SIGN_IN: {
    who: 'supervisor',
    th: 'กรุณาลงชื่อเข้าใช้เพื่อดูรายงาน',
    en: 'Sign in to see the report.',
  },
  REPORT_SIGN_IN_WRONG: {
    who: 'supervisor',
    th: 'ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง หากลืม ให้ผู้ดูแลระบบกลางออกรหัสใหม่',
    en: 'Name or password is wrong. If it is forgotten, those who run the centre give a new one.',
  },
  REPORT_SIGN_IN_LOCKED: {
    who: 'supervisor',
    th: 'ใส่รหัสผ่านผิดหลายครั้ง ลองใหม่ได้ในอีก {minutes} นาที',
    en: 'Too many wrong passwords. Try again in {minutes} minutes.',
  },
  REPORT_SIGN_IN_FAILED: {
    who: 'it',
    th: 'ลงชื่อเข้าใช้ด้วยบัญชีของหน่วยงานไม่สำเร็จ กรุณาลองใหม่ หากยังไม่ได้ ให้แจ้งผู้ดูแลระบบกลาง',
    en: "Signing in with the organisation's account did not work. Try again; if it still fails, tell those who run the centre.",
  },
  REPORT_SIGN_IN_UNKNOWN: {
    who: 'it',
    th: 'บัญชีนี้ยังไม่มีสิทธิ์ดูรายงาน ให้ผู้ดูแลระบบกลางเพิ่มสิทธิ์',
    en: 'This account may not see the report yet. Those who run the centre can add it.',
  },
  REQUEST_INVALID: {
    who: 'it',
    th: 'คำขอไม่ถูกต้อง ({reason})',
    en: 'The request is not valid ({reason}).',
  },
  INTERNAL: {
    who: 'it',
    th: 'เกิดข้อผิดพลาดในโปรแกรม ไม่มีข้อมูลสูญหาย กรุณาลองใหม่ หากยังเป็นอยู่ให้แจ้งฝ่ายไอที',
    en: 'Something went wrong in the program. Nothing is lost. Try again; if it stays so, call IT.',
  },
} as const satisfies Record<string, Entry>;

export type ErrorCode = keyof typeof ERRORS;
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** An error as it crosses a boundary: a code of the catalogue and what fills its braces. */
export type ErrorReport = { code: ErrorCode; details?: ErrorDetails | undefined };

/** An error that a person is told about. Made where the cause is known. */
export class KioskError extends Error {
  override readonly name = 'KioskError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(`${code}: ${describeError({ code, details }, 'en')}`, options);
    this.code = code;
    this.details = details;
  }

  report(): ErrorReport {
    return { code: this.code, details: this.details };
  }
}

/** A machine that can't be set up. @param details fills the braces of the reason's words */
export function invalidProvisioning(
  reason: ProvisioningReason,
  details: ErrorDetails = {},
  cause?: unknown,
): KioskError {
  const options = cause === undefined ? {} : { cause };
  return new KioskError('PROVISIONING_INVALID', { ...details, reason }, options);
}

/** A provisioning file, or the code that goes with it, whose time was over at this moment. */
export const expiredProvisioning = (at: Date): KioskError =>
  invalidProvisioning('expired', { date: at.toISOString().slice(0, 10) });

/** The catalogue's sentence in the given language, braces filled. */
export function describeError({ code, details }: ErrorReport, language: 'th' | 'en'): string {
  const fill = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (brace, key: string) => {
      const words =
        key === 'reason' && code.startsWith('PROVISIONING_') && wordsOfReason(details?.reason, language);
      return words ? fill(words) : String(details?.[key] ?? brace);
    });
  return fill(ERRORS[code][language]);
}

/** Whether the trouble is the machine's: its remedy is said to staff; a citizen before it is only told to wait for them. */
export const isMachineTrouble = (code: ErrorCode): boolean =>
  ERRORS[code].who !== 'citizen' && /^(READER|PCSC|CAMERA|OUTBOX|DISK|DEVICE|CLOCK|VAULT)_/.test(code);

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERRORS, value);
}

/** What a boundary reports for anything thrown: a KioskError as itself, all else as INTERNAL. */
export function reportError(thrown: unknown): ErrorReport {
  return thrown instanceof KioskError ? thrown.report() : { code: 'INTERNAL' };
}
