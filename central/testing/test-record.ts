import { randomUUID } from 'node:crypto';
import type { EnrollmentRecord, Level } from '../../contract/index.ts';

export type RecordOptions = {
  deviceId: string;
  hcode: string;
  tokenJws: string;
  recordId?: string;
  cid?: string;
  transactionCode?: string;
  level?: Level;
  levelPending?: Level | null;
  createdAt?: Date;
  training?: true;
};

/** Thirteen digits of nobody with a right check digit; another one for each number. */
export function citizenId(number: number): string {
  const digits = `0${String(number).padStart(11, '0')}`;
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (13 - index), 0);
  return digits + ((11 - (sum % 11)) % 10);
}

/** A record as a kiosk makes it, of an invented citizen and with pictures of nothing. */
export function makeRecord(options: RecordOptions): EnrollmentRecord {
  const { deviceId, hcode, tokenJws, recordId = randomUUID(), cid = citizenId(1) } = options;
  const { transactionCode = '482913', level = '2.1', levelPending = null } = options;
  const { createdAt = new Date() } = options;
  const at = createdAt.toISOString();
  const name = { prefix: 'นาย', first: 'ทดสอบ', middle: '', last: 'ระบบ' };
  const picture = Buffer.alloc(3000, 7).toString('base64');
  return {
    schema: 1,
    recordId,
    createdAt: at,
    deviceId,
    hcode,
    ...(options.training && { training: true as const }),
    operator: { id: 'demo-operator', name: 'ผู้ปฏิบัติงานตัวอย่าง' },
    consent: { version: '2026-1', language: 'th', givenAt: at, channel: 'kiosk-screen' },
    identity: {
      layout: '0003',
      cid,
      nameTh: name,
      nameEn: null,
      birthDate: { year: 1980, month: 1, day: null },
      sex: 'male',
      requestNumber: '0000-00-00000000',
      issuer: 'ทดสอบ',
      issuerCode: '0000',
      issueDate: { year: 2020, month: 1, day: 1 },
      expiryDate: { kind: 'lifetime' },
      address: { houseNo: '1', moo: '', trok: '', soi: '', road: '', tambon: '', amphoe: '', province: '' },
    },
    chip: { number: '0011223344556677', photoNumber: null },
    evidence: {
      reference: picture,
      probe: picture,
      keyFrames: [picture],
      comparison: { score: 0.8, threshold: 0.55, model: 'test', zone: 'accept' },
      liveness: { outcome: 'live', challenges: [], ms: 1000 },
      operatorLook: { samePerson: true, noMaskOrPrint: true, at },
    },
    decision: { level, levelPending, rule: 'test', policyVersion: '2026-1' },
    token: { jws: tokenJws, transactionCode },
  };
}
