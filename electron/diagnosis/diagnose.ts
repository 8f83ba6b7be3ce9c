import {
  type Diagnosis,
  type DiagnosisSubject,
  describeError,
  ERRORS,
  type ErrorCode,
  type ErrorReport,
  type Finding,
  KioskError,
  READER_TROUBLE,
  type ReaderState,
} from '../../contract/index.ts';

/** What is asked of the machine. A probe that throws a KioskError is a finding with the catalogue's words. */
export type Probes = {
  /** The reader in use after readers had time to be named. */
  reader(): Promise<ReaderState>;
  /** Number of cameras; null where only the kiosk's screen can tell. */
  cameras(): Promise<number | null>;
  /** The database opened and read through. @throws KioskError VAULT_LOCKED */
  vault(): Promise<{ keeper: string; sound: boolean }>;
  /** Null when this kiosk has none. */
  provisioning(): Promise<{ hcode: string; training: boolean; centreUrl: string } | null>;
  outbox(): Promise<{ waiting: number; oldestAt: string | null } | null>;
  /** Asks the centre's `/healthz`; `at` is the time in its answer. Rejects when there was no answer. */
  centre(url: string): Promise<{ status: number; ms: number; at: Date | null }>;
  /** Last day of the centre's certificate; null where the address has none. */
  certificate(url: string): Promise<Date | null>;
  /** Names of the settings that IT has laid down. @throws KioskError SETTINGS_INVALID */
  settings(): Promise<readonly string[]>;
  /** Such as `kiosk 0.2.0, Electron 45.4.1, linux x64`. */
  versions: string;
  freeBytes(): Promise<number>;
  /** The kiosk's log, JSON lines. */
  log(): Promise<string>;
  now(): Date;
};

/** A finding is about what was looked at, unless it says otherwise. */
type Found = Omit<Finding, 'subject'> & { subject?: DiagnosisSubject };

const ENOUGH_DISK_BYTES = 1e9;
/** The centre refuses proofs that are further off. */
const CLOCK_LIMIT_S = 300;
const CERTIFICATE_WARN_DAYS = 14;
const DAY_MS = 86_400_000;

/** Looks at everything a kiosk needs, one after the other; no trouble with one keeps the others from being looked at. */
export async function diagnose(probes: Probes): Promise<Finding[]> {
  const findings: Finding[] = [];
  const look = async (subject: DiagnosisSubject, find: () => Promise<Found[]>): Promise<void> => {
    const found = await find().catch((fault: unknown) => [ofFault(fault)]);
    findings.push(...found.map((finding) => ({ subject, ...finding })));
  };

  await look('reader', async () => {
    const { state, name } = await probes.reader();
    return [
      state === 'ready' ? good(`reader ${name}`, `เครื่องอ่านบัตร ${name}`) : ofError(READER_TROUBLE[state]),
    ];
  });
  await look('camera', async () => {
    const count = await probes.cameras();
    if (count === 0) return [ofError('CAMERA_MISSING')];
    return count === null ? [] : [good(`${count} camera device(s)`, `พบอุปกรณ์กล้อง ${count} รายการ`)];
  });
  await look('vault', async () => {
    const { keeper, sound } = await probes.vault();
    if (!sound) return [ofError('VAULT_LOCKED', { reason: 'damaged' })];
    return [good(`database whole, its key kept by ${keeper}`, `ฐานข้อมูลสมบูรณ์ กุญแจเก็บโดย ${keeper}`)];
  });
  await look('disk', async () => [diskFinding(await probes.freeBytes())]);
  const provisioning = await probes.provisioning().catch(() => null);
  await look('provisioning', async () => {
    if (!provisioning) return [ofError('DEVICE_UNKNOWN')];
    const { hcode, training } = provisioning;
    return [
      good(
        `facility ${hcode}${training ? ', for training: nothing counts' : ''}`,
        `หน่วยบริการ ${hcode}${training ? ' สำหรับฝึกอบรม ไม่นับในรายงาน' : ''}`,
      ),
    ];
  });
  await look('outbox', async () => {
    const outbox = await probes.outbox();
    return outbox ? [outboxFinding(outbox, probes.now())] : [];
  });
  if (provisioning) {
    await look('centre', () => centreFindings(probes, provisioning.centreUrl));
    await look('certificate', async () => {
      const until = await probes.certificate(provisioning.centreUrl);
      return until === null ? [] : [certificateFinding(until, probes.now())];
    });
  }
  await look('settings', async () => {
    const names = (await probes.settings()).join(', ');
    return [good(`laid down by IT: ${names || 'nothing'}`, `ฝ่ายไอทีกำหนด: ${names || 'ไม่มี'}`)];
  });
  await look('versions', async () => [good(probes.versions, probes.versions)]);
  await look('log', async () => lastErrors(await probes.log()));
  return findings;
}

/** The diagnosis as the file that is handed on. */
export const diagnosisFile = (diagnosis: Diagnosis): string => `${JSON.stringify(diagnosis, null, 2)}\n`;

async function centreFindings(probes: Probes, url: string): Promise<Found[]> {
  const answer = await probes.centre(url).catch((fault: unknown) => networkReason(fault));
  if (typeof answer === 'string')
    return [
      bad(
        `no answer from ${new URL(url).host} (${answer}). Check cable, proxy, firewall and the centre's certificate.`,
        `ติดต่อ ${new URL(url).host} ไม่ได้ (${answer}) กรุณาตรวจสายเครือข่าย พร็อกซี ไฟร์วอลล์ และใบรับรอง`,
      ),
    ];
  const { status, ms, at } = answer;
  const findings = [
    status === 200
      ? good(`the centre answers in ${ms} ms`, `ระบบกลางตอบภายใน ${ms} มิลลิวินาที`)
      : bad(
          `the centre answers with status ${status}. Ask its operators.`,
          `ระบบกลางตอบด้วยสถานะ ${status} กรุณาติดต่อผู้ดูแลระบบกลาง`,
        ),
  ];
  const offS = at ? Math.round((probes.now().getTime() - at.getTime()) / 1000) : 0;
  const clock =
    Math.abs(offS) < CLOCK_LIMIT_S
      ? good(`clock ${offS} s off the centre's`, `นาฬิกาต่างจากระบบกลาง ${offS} วินาที`)
      : ofError('CLOCK_WRONG', { minutes: Math.round(offS / 60) });
  return [...findings, { subject: 'clock', ...clock }];
}

function certificateFinding(until: Date, now: Date): Found {
  const th = sayDate('th', until);
  const en = sayDate('en', until);
  const days = Math.floor((until.getTime() - now.getTime()) / DAY_MS);
  if (days >= CERTIFICATE_WARN_DAYS)
    return good(`the centre's certificate is good until ${en}`, `ใบรับรองของระบบกลางใช้ได้ถึง ${th}`);
  return bad(
    `the centre's certificate ends on ${en}. Ask its operators to renew it.`,
    `ใบรับรองของระบบกลางหมดอายุ ${th} กรุณาแจ้งผู้ดูแลระบบกลางให้ต่ออายุ`,
  );
}

/** As people here read it: Buddhist era, the Thai clock. */
const dates = (options: Intl.DateTimeFormatOptions) => {
  const inZone = { ...options, timeZone: 'Asia/Bangkok' };
  const th = new Intl.DateTimeFormat('th-TH-u-ca-buddhist', inZone);
  const en = new Intl.DateTimeFormat('en-GB-u-ca-buddhist', inZone);
  return (language: 'th' | 'en', at: Date): string => (language === 'th' ? th : en).format(at);
};
const sayDate = dates({ dateStyle: 'long' });
const sayTime = dates({ dateStyle: 'long', timeStyle: 'medium' });

/** The kind of a network failure, such as `ENOTFOUND` or `CERT_HAS_EXPIRED`; never its message. */
function networkReason(fault: unknown): string {
  const cause = fault instanceof Error && fault.cause !== undefined ? fault.cause : fault;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return cause instanceof Error ? cause.name : 'unknown';
}

function diskFinding(freeBytes: number): Omit<Finding, 'subject'> {
  const gigabytes = (freeBytes / 1e9).toFixed(1);
  if (freeBytes >= ENOUGH_DISK_BYTES)
    return good(`${gigabytes} GB of disk free`, `พื้นที่ดิสก์ว่าง ${gigabytes} GB`);
  return bad(
    `only ${gigabytes} GB of disk free. Make room before the next shift.`,
    `พื้นที่ดิสก์เหลือเพียง ${gigabytes} GB กรุณาเพิ่มพื้นที่ก่อนเริ่มงานรอบถัดไป`,
  );
}

function outboxFinding(
  { waiting, oldestAt }: { waiting: number; oldestAt: string | null },
  now: Date,
): Omit<Finding, 'subject'> {
  const oldestDays = oldestAt ? (now.getTime() - Date.parse(oldestAt)) / DAY_MS : 0;
  if (oldestDays < 1) return good(`${waiting} records wait`, `มี ${waiting} รายการรอส่ง`);
  return bad(
    `${waiting} records wait, the oldest for ${Math.floor(oldestDays)} days. Bring the network back; delete nothing.`,
    `มี ${waiting} รายการรอส่ง นานที่สุด ${Math.floor(oldestDays)} วัน กรุณาแก้ไขเครือข่าย ห้ามลบข้อมูล`,
  );
}

const LAST_ERRORS = 5;
const ERROR_LEVEL = 50;

/** The last errors by time and code: whatever else stands in a line stays out. */
function lastErrors(log: string): Omit<Finding, 'subject'>[] {
  return log
    .split('\n')
    .filter(Boolean)
    .map(parseLine)
    .filter(({ level }) => Number(level) >= ERROR_LEVEL)
    .slice(-LAST_ERRORS)
    .map(({ time, fault }) => {
      const code = Object.keys(ERRORS).find((known) => String(fault).includes(known)) ?? 'no code';
      const at = new Date(String(time));
      return bad(`${sayTime('en', at)} ${code}`, `${sayTime('th', at)} ${code}`);
    });
}

function parseLine(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line);
  } catch {
    // The last line of a kiosk that lost power may be cut off.
    return {};
  }
}

function ofFault(fault: unknown): Omit<Finding, 'subject'> {
  if (fault instanceof KioskError) return ofError(fault.code, fault.details);
  const kind = networkReason(fault);
  return bad(`could not be looked at (${kind})`, `ตรวจสอบไม่ได้ (${kind})`);
}

function ofError(code: ErrorCode, details?: ErrorReport['details']): Omit<Finding, 'subject'> {
  const report: ErrorReport = details ? { code, details } : { code };
  return bad(`${code}: ${describeError(report, 'en')}`, `${code}: ${describeError(report, 'th')}`);
}

const good = (en: string, th: string): Omit<Finding, 'subject'> => ({ good: true, en, th });
const bad = (en: string, th: string): Omit<Finding, 'subject'> => ({ good: false, en, th });
