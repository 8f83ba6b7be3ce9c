import { ERRORS, type ErrorCode } from '../../contract/index.ts';
import { bad, type Found, good, ofError, sayError, sayTime } from './findings.ts';
import type { CameraState, DriverState, Probes } from './probes.ts';

const ENOUGH_DISK_BYTES = 1e9;
const DAY_MS = 86_400_000;

/** The drivers for readers, and whether one of them takes the reader that is attached. */
export function driverFindings({ drivers, readers }: DriverState): Found[] {
  if (drivers.length === 0)
    return [
      bad(
        'no driver for card readers. As root: apt install libccid && systemctl restart pcscd.service',
        'ไม่มีไดรเวอร์ของเครื่องอ่านบัตร ในฐานะ root: apt install libccid && systemctl restart pcscd.service',
      ),
    ];
  const unknown = readers.filter(({ known }) => !known);
  if (unknown.length > 0)
    return unknown.map(({ name }) =>
      bad(
        `${name}: no driver here takes it. Install its maker's driver, then restart the machine.`,
        `${name}: ไม่มีไดรเวอร์ที่รองรับ กรุณาติดตั้งไดรเวอร์ของผู้ผลิต แล้วเปิดเครื่องใหม่`,
      ),
    );
  const attached = readers.map(({ name }) => name).join(', ');
  return [
    good(
      `${drivers.join(', ')}; on USB: ${attached || 'no card reader of the usual class'}`,
      `${drivers.join(', ')} ทาง USB: ${attached || 'ไม่มีเครื่องอ่านบัตรแบบมาตรฐาน'}`,
    ),
  ];
}

export function cameraFinding({ devices, closed }: CameraState): Found {
  if (devices === 0) return ofError('CAMERA_MISSING');
  if (closed.length === 0) return good(`${devices} camera device(s)`, `พบอุปกรณ์กล้อง ${devices} รายการ`);
  const names = closed.join(', ');
  return bad(
    `this user may not open ${names}. As root: adduser USER video, then sign in anew.`,
    `ผู้ใช้นี้เปิด ${names} ไม่ได้ ในฐานะ root: adduser USER video แล้วลงชื่อเข้าใช้ใหม่`,
  );
}

export function diskFinding(freeBytes: number): Found {
  const gigabytes = (freeBytes / 1e9).toFixed(1);
  if (freeBytes >= ENOUGH_DISK_BYTES)
    return good(`${gigabytes} GB of disk free`, `พื้นที่ดิสก์ว่าง ${gigabytes} GB`);
  return bad(
    `only ${gigabytes} GB of disk free. Make room before the next shift.`,
    `พื้นที่ดิสก์เหลือเพียง ${gigabytes} GB กรุณาเพิ่มพื้นที่ก่อนเริ่มงานรอบถัดไป`,
  );
}

export function outboxFindings(
  { waiting, parked, oldestAt }: Awaited<ReturnType<Probes['outbox']>>,
  now: Date,
): Found[] {
  const oldestDays = oldestAt ? (now.getTime() - Date.parse(oldestAt)) / DAY_MS : 0;
  const waits =
    oldestDays < 1
      ? good(`${waiting} records wait`, `มี ${waiting} รายการรอส่ง`)
      : bad(
          `${waiting} records wait, the oldest for ${Math.floor(oldestDays)} days. Bring the network back; delete nothing.`,
          `มี ${waiting} รายการรอส่ง นานที่สุด ${Math.floor(oldestDays)} วัน กรุณาแก้ไขเครือข่าย ห้ามลบข้อมูล`,
        );
  if (parked === 0) return [waits];
  const apart = bad(
    `${parked} records were not taken by the centre and are parked. A supervisor opens them at the desk and calls the centre.`,
    `มี ${parked} รายการที่ระบบกลางไม่รับและพักไว้ ให้หัวหน้างานเปิดดูที่หน้าหลักของเจ้าหน้าที่ แล้วติดต่อระบบกลาง`,
  );
  return [waits, apart];
}

const LAST_ERRORS = 5;
const ERROR_LEVEL = 50;

/** The last errors by time and code, with the catalogue's words: whatever else stands in a line stays out. */
export function lastErrors(log: string): Found[] {
  return log
    .split('\n')
    .filter(Boolean)
    .map(parseLine)
    .filter(({ level }) => Number(level) >= ERROR_LEVEL)
    .slice(-LAST_ERRORS)
    .map(({ time, fault }) => {
      const at = new Date(String(time));
      const code = (Object.keys(ERRORS) as ErrorCode[]).find((known) => String(fault).includes(known));
      const [en, th] = code ? sayError(code) : NO_CODE;
      return bad(`${sayTime('en', at)} ${en}`, `${sayTime('th', at)} ${th}`);
    });
}

const NO_CODE: [en: string, th: string] = [
  'no code. If it comes again, hand on logs/kiosk.log.',
  'ไม่มีรหัส หากเกิดซ้ำ กรุณาส่งไฟล์ logs/kiosk.log',
];

function parseLine(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line);
  } catch {
    // The last line of a kiosk that lost power may be cut off.
    return {};
  }
}
