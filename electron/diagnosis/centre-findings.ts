import { bad, type Found, good, ofError, sayDate } from './findings.ts';
import type { CentrePath } from './probes.ts';

/** The centre refuses proofs that are further off. */
const CLOCK_LIMIT_S = 300;
const CERTIFICATE_WARN_DAYS = 14;
const DAY_MS = 86_400_000;

/** The way to the centre step by step, each with the one thing to do where it ends, then the clock. */
export function centreFindings(path: CentrePath, url: string, now: Date): Found[] {
  const { hostname, port, protocol } = new URL(url);
  const place = { host: hostname, port: port || (protocol === 'https:' ? '443' : '80') };
  return [...path.steps.map((step) => stepFinding(step, path.status, place)), clockFinding(path, now)];
}

type Place = { host: string; port: string };

function stepFinding(
  { step, ms, fault }: CentrePath['steps'][number],
  status: number | null,
  { host, port }: Place,
): Found {
  switch (step) {
    case 'dns':
      if (!fault) return good(`name ${host} found in ${ms} ms`, `พบชื่อ ${host} ภายใน ${ms} มิลลิวินาที`);
      return bad(
        `the name ${host} is not found (${fault}). Check the cable and the DNS server that this machine is given.`,
        `ไม่พบชื่อ ${host} (${fault}) กรุณาตรวจสายเครือข่ายและเซิร์ฟเวอร์ DNS ที่เครื่องนี้ใช้`,
      );
    case 'tcp':
      if (!fault)
        return good(
          `${host} reached on port ${port} in ${ms} ms`,
          `เชื่อมต่อ ${host} พอร์ต ${port} ภายใน ${ms} มิลลิวินาที`,
        );
      return bad(
        `${host} is not reached on port ${port} (${fault}). Let the firewall pass it; the kiosk uses no proxy.`,
        `เชื่อมต่อ ${host} พอร์ต ${port} ไม่ได้ (${fault}) กรุณาเปิดไฟร์วอลล์ให้ผ่าน โปรแกรมนี้ไม่ใช้พร็อกซี`,
      );
    case 'tls':
      if (!fault) return good('its certificate is trusted', 'เชื่อถือใบรับรองของระบบกลางได้');
      return bad(
        `no encrypted connection to ${host} (${fault}). Let it pass proxy and virus scanner unopened, and set this machine's clock.`,
        `เชื่อมต่อ ${host} แบบเข้ารหัสไม่ได้ (${fault}) กรุณาให้ผ่านพร็อกซีและโปรแกรมป้องกันไวรัสโดยไม่ถอดรหัส และตั้งเวลาของเครื่อง`,
      );
    case 'answer':
      if (fault)
        return bad(
          `connected to ${host}, but no answer (${fault}). Ask the centre's operators.`,
          `เชื่อมต่อ ${host} ได้แต่ไม่มีคำตอบ (${fault}) กรุณาติดต่อผู้ดูแลระบบกลาง`,
        );
      if (status === 200) return good(`the centre answers in ${ms} ms`, `ระบบกลางตอบภายใน ${ms} มิลลิวินาที`);
      return bad(
        `the centre answers with status ${status}. Ask its operators.`,
        `ระบบกลางตอบด้วยสถานะ ${status} กรุณาติดต่อผู้ดูแลระบบกลาง`,
      );
  }
}

function clockFinding({ at }: CentrePath, now: Date): Found {
  if (at === null)
    return {
      ...bad(
        'not compared: the centre told no time. Compare it by hand (timedatectl).',
        'ยังไม่ได้เทียบ เพราะระบบกลางไม่ได้บอกเวลา กรุณาเทียบเอง (timedatectl)',
      ),
      subject: 'clock',
    };
  const offS = Math.round((now.getTime() - at.getTime()) / 1000);
  const found =
    Math.abs(offS) < CLOCK_LIMIT_S
      ? good(`clock ${offS} s off the centre's`, `นาฬิกาต่างจากระบบกลาง ${offS} วินาที`)
      : ofError('CLOCK_WRONG', { minutes: Math.round(offS / 60) });
  return { ...found, subject: 'clock' };
}

export function certificateFinding(until: Date, now: Date): Found {
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
