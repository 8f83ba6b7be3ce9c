import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilEmpty } from '../pcsc-host/testing.ts';
import { createVirtualCard, ensurePcscd, FIRST_READER_PORT, type Pcscd } from '../virtual-card/index.ts';
import { exampleCard, examplePhoto } from '../virtual-card/testing/index.ts';

const PROGRAM = fileURLToPath(new URL('./main.ts', import.meta.url));
const photo = examplePhoto({ quality: 30 });

let pcscd: Pcscd;
beforeAll(async () => {
  pcscd = await ensurePcscd({ ports: [FIRST_READER_PORT] });
});
afterAll(() => pcscd.stop());

function readCard(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [PROGRAM, ...args], (_error, out, err) =>
      resolve({ status: child.exitCode ?? -1, out, err }),
    );
  });
}

async function withCard<Result>(
  options: Partial<Parameters<typeof createVirtualCard>[0]>,
  use: () => Promise<Result>,
): Promise<Result> {
  // pcscd looks for cards a few times a second: the card of the test before may still seem to be in.
  await untilEmpty(['Virtual PCD 00 00']);
  const card = createVirtualCard({ card: exampleCard(), photo, ...options });
  await card.insert();
  try {
    return await use();
  } finally {
    card.close();
  }
}

describe('npm run read-card', () => {
  it('prints the card on one line of JSON', async () => {
    const card = exampleCard({ birthDate: '24900000', expiryDate: '99999999' });
    const { status, out } = await withCard({ card }, () => readCard('--json'));
    expect(status).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(out)).toMatchObject({
      layout: '0003',
      cid: '1234567890121',
      nameTh: { prefix: 'นางสาว', first: 'สมหญิง', middle: '', last: 'ใจดี' },
      birthDate: '1947-XX-XX',
      issueDate: '2023-09-01',
      expiryDate: { kind: 'lifetime' },
      address: { province: 'จังหวัดนครราชสีมา' },
      photo: {
        bytes: photo.length,
        sha256: createHash('sha256').update(photo).digest('hex'),
        width: 148,
        height: 178,
      },
      chipNumber: '0102030405060708',
    });
  });

  it('reads the health-insurance right when it is asked to, after everything else', async () => {
    const right = {
      mainRight: 'หลักประกันสุขภาพ',
      subRight: '89',
      mainHospital: 'รพ.ตัวอย่าง',
      subHospital: '',
      paidType: '1',
      issueDate: '25600102',
      expiryDate: '        ',
      updateDate: '25660901',
    };
    const options = { card: exampleCard({ healthRight: right }) };
    const { out } = await withCard(options, () => readCard('--json', '--right'));
    const { mainRight, paidType, mainHospital } = right;
    expect(JSON.parse(out)).toMatchObject({
      cid: '1234567890121',
      chipNumber: '0102030405060708',
      healthRight: { mainRight, paidType, mainHospital, issueDate: { year: 2017, month: 1, day: 2 } },
    });
    const spoilt = { card: exampleCard({ healthRight: { ...right, issueDate: '25609999' } }) };
    const unreadable = await withCard(spoilt, () => readCard('--json', '--right'));
    expect(JSON.parse(unreadable.out)).toMatchObject({ cid: '1234567890121', healthRight: null });
    const without = await withCard({}, () => readCard('--json', '--right'));
    expect(JSON.parse(without.out)).toMatchObject({ cid: '1234567890121', healthRight: null });
  });

  it('prints nothing personal unless it is asked to', async () => {
    const { status, out, err } = await withCard({}, () => readCard('--reader', 'Virtual PCD 00 00'));
    expect(status).toBe(0);
    expect(out).toMatch(/^Card read: layout 0003, \d+ exchanges, \d+ ms\.$/m);
    expect(out + err).not.toMatch(/1234567890121|สมหญิง|Somying/);
  });

  it('ends with the code of what went wrong and status 1', async () => {
    const { status, out } = await withCard({ faults: [{ atExchange: 0, do: 'mute' }] }, () =>
      readCard('--json'),
    );
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ error: 'CARD_MUTE' });
  });
});
