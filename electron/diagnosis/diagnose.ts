import { type Diagnosis, type DiagnosisSubject, type Finding, READER_TROUBLE } from '../../contract/index.ts';
import { centreFindings, certificateFinding } from './centre-findings.ts';
import { bad, type Found, good, ofError, ofFault } from './findings.ts';
import {
  cameraFinding,
  diskFinding,
  driverFindings,
  lastErrors,
  outboxFindings,
} from './machine-findings.ts';
import type { Probes } from './probes.ts';

/** How this kiosk is, as it is shown, printed and handed on. */
export async function lookAtKiosk(probes: Probes, version: string): Promise<Diagnosis> {
  return { version, at: probes.now().toISOString(), findings: await diagnose(probes) };
}

/** The diagnosis as the file that is handed on. */
export const diagnosisFile = (diagnosis: Diagnosis): string => `${JSON.stringify(diagnosis, null, 2)}\n`;

type Look = (subject: DiagnosisSubject, find: () => Promise<Found[]>) => Promise<void>;

/** Looks at everything a kiosk needs, one after the other; no trouble with one keeps the others from being looked at. */
async function diagnose(probes: Probes): Promise<Finding[]> {
  const findings: Finding[] = [];
  const look: Look = async (subject, find) => {
    const found = await find().catch((fault: unknown) => [ofFault(fault)]);
    findings.push(...found.map((finding) => ({ subject, ...finding })));
  };

  await look('reader', async () => {
    const { state, name } = await probes.reader();
    return [
      state === 'ready' ? good(`reader ${name}`, `เครื่องอ่านบัตร ${name}`) : ofError(READER_TROUBLE[state]),
    ];
  });
  await look('driver', async () => {
    const state = await probes.driver();
    return state === null ? [] : driverFindings(state);
  });
  await look('camera', async () => {
    const state = await probes.cameras();
    return state === null ? [] : [cameraFinding(state)];
  });
  let opens = false;
  await look('vault', async () => {
    const { keeper, sound } = await probes.vault();
    opens = true;
    if (!sound) return [ofError('VAULT_LOCKED', { reason: 'damaged' })];
    return [good(`database whole, its key kept by ${keeper}`, `ฐานข้อมูลสมบูรณ์ กุญแจเก็บโดย ${keeper}`)];
  });
  await look('disk', async () => [diskFinding(await probes.freeBytes())]);
  if (opens) await lookIntoVault(probes, look);
  else await look('provisioning', async () => [NOT_SEEN]);
  await look('settings', async () => {
    const names = (await probes.settings()).join(', ');
    return [good(`laid down by IT: ${names || 'nothing'}`, `ฝ่ายไอทีกำหนด: ${names || 'ไม่มี'}`)];
  });
  await look('versions', async () => [good(probes.versions, probes.versions)]);
  await look('log', async () => lastErrors(await probes.log()));
  return findings;
}

/** What the database tells, and the way to the centre that stands in it. */
async function lookIntoVault(probes: Probes, look: Look): Promise<void> {
  let centreUrl: string | null = null;
  await look('provisioning', async () => {
    const provisioning = await probes.provisioning();
    if (!provisioning) return [ofError('DEVICE_UNKNOWN')];
    const { hcode, training, ignored } = provisioning;
    centreUrl = provisioning.centreUrl;
    const facility = good(
      `facility ${hcode}${training ? ', for training: nothing counts' : ''}`,
      `หน่วยบริการ ${hcode}${training ? ' สำหรับฝึกอบรม ไม่นับในรายงาน' : ''}`,
    );
    const passedOver = ignored ? [ofError(ignored.code, ignored.details)] : [];
    return [...passedOver, facility, registrationFinding(await probes.registration())];
  });
  await look('outbox', async () => outboxFindings(await probes.outbox(), probes.now()));
  const url: string | null = centreUrl;
  if (url === null) return;
  await look('centre', async () => centreFindings(await probes.centre(url), url, probes.now()));
  await look('certificate', async () => {
    const until = await probes.certificate(url);
    return until === null ? [] : [certificateFinding(until, probes.now())];
  });
}

function registrationFinding({ registered, error }: Awaited<ReturnType<Probes['registration']>>): Found {
  // The way to the centre is told step by step elsewhere.
  if (error && error.code !== 'CENTRE_UNREACHABLE') return ofError(error.code, error.details);
  return registered ? good('registered at the centre', 'ลงทะเบียนกับระบบกลางแล้ว') : ofError('DEVICE_UNKNOWN');
}

const NOT_SEEN = bad(
  'not looked at, nor what waits and the centre: they stand in the database. Put that right first.',
  'ยังไม่ได้ตรวจ รวมทั้งรายการรอส่งและระบบกลาง เพราะอยู่ในฐานข้อมูล กรุณาแก้ไขฐานข้อมูลก่อน',
);
