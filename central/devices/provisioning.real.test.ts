import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compactDecrypt, createLocalJWKSet, type JWK, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ErrorBody,
  openSetUpCode,
  PROVISIONING_TYPE,
  provisioningSchema,
  readSetUpCode,
  setUpResponseSchema,
} from '../../contract/index.ts';
import { provinceRegion } from '../register/index.ts';
import { createTestDevice, startTestCentre, type TestCentre } from '../testing/index.ts';
import { demoFacility, demoStaff } from './demo.ts';
import { hashPin } from './pin-hash.ts';

const run = promisify(execFile);

describe('provisioning', () => {
  let centre: TestCentre;
  beforeAll(async () => {
    centre = await startTestCentre();
  });
  afterAll(() => centre.stop());

  const openFile = async (text: string) => {
    const jwks = createLocalJWKSet({ keys: [centre.keys.signing.publicJwk as JWK] });
    const { payload } = await jwtVerify(JSON.parse(text).provisioning, jwks, { typ: PROVISIONING_TYPE });
    return provisioningSchema.parse(payload);
  };

  it('makes a signed file that names facility, centre and staff', async () => {
    const staff = await demoStaff((size) => new Uint8Array(size));
    const { file } = await centre.provisionDevice({
      ...{ facility: demoFacility, deviceName: 'kiosk-1', staff, policyVersion: '2026-1', training: false },
    });
    const content = await openFile(file);
    expect(content).toMatchObject({ facility: demoFacility, staff, policyVersion: '2026-1' });
    expect(content.centre.url).toBe(centre.url);
    expect(content.centre.sealingKey.kid).toBe(centre.keys.sealing.kid);
    expect(Buffer.from(content.pseudonymKey, 'base64')).toHaveLength(32);
  });

  it('keeps no activation code in the clear', async () => {
    const { provisioning } = await createTestDevice(centre, { register: false });
    const rows = await centre.db.selectFrom('activations').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(provisioning.activationCode);
  });

  it('waits for the machine at which its set-up code is typed, sealed, until a device has registered with it', async () => {
    const staff = await demoStaff((size) => new Uint8Array(size));
    const made = await centre.provisionDevice({
      ...{
        facility: demoFacility,
        deviceName: 'kiosk-code',
        staff,
        policyVersion: '2026-1',
        training: false,
      },
    });
    const letters = readSetUpCode(made.setUpCode);
    const { id, key } = await openSetUpCode(letters ?? '');
    const ask = (asked: string) =>
      fetch(`${centre.url}/v1/set-up`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id: asked }),
      });
    for (let times = 0; times < 2; times++) {
      const { sealedFile } = setUpResponseSchema.parse(await (await ask(id)).json());
      const { plaintext } = await compactDecrypt(sealedFile, key);
      expect(new TextDecoder().decode(plaintext)).toBe(made.file);
    }
    const kept = JSON.stringify(await centre.db.selectFrom('activations').selectAll().execute());
    for (const secret of [letters ?? 'none', made.setUpCode, made.provisioning.pseudonymKey])
      expect(kept).not.toContain(secret);

    const reasonOf = async (asked: string) => ((await (await ask(asked)).json()) as ErrorBody).error;
    const refused = (reason: string) => ({ code: 'PROVISIONING_INVALID', details: { reason } });
    expect(await reasonOf('0'.repeat(32))).toEqual(refused('unknown-code'));
    const device = await createTestDevice(centre, { register: false });
    expect((await device.registerWith(made.provisioning)).status).toBe(200);
    expect(await reasonOf(id)).toEqual(refused('code-used'));
  });

  it('works from the command line beside a running centre', async () => {
    const program = join(import.meta.dirname, '../provision.ts');
    const out = join(centre.directory, 'out');
    const env = {
      ...process.env,
      CENTRE_DIR: centre.directory,
      CENTRE_URL: centre.url,
      DATABASE_URL: undefined,
    };
    const allowed = ['--readers', 'R301, ACR39U', '--cameras', 'BRIO'];
    await run(process.execPath, [program, '--demo', '--out', out, '--device', 'counter-2', ...allowed], {
      env,
    });
    const file = await readFile(join(out, '00000-counter-2.provisioning.json'), 'utf8');
    const provisioning = await openFile(file);
    expect(provisioning).toMatchObject({
      deviceName: 'counter-2',
      ...{ allowedReaders: ['R301', 'ACR39U'], allowedCameras: ['BRIO'] },
    });
    // Their PINs stand in the manual; all others are chosen anew at the first sign-in.
    expect(provisioning.staff.map(({ pinIsOwn }) => pinIsOwn)).toEqual([true, true]);
    const device = await createTestDevice(centre, { register: false });
    expect((await device.registerWith(provisioning)).status).toBe(200);
  });

  it('makes one file for each kiosk of a facility it knows, each with a code of its own', async () => {
    const out = join(centre.directory, 'three');
    const staff = join(centre.directory, 'staff.json');
    await writeFile(
      staff,
      JSON.stringify([{ id: 'a', name: 'A', role: 'operator', pin: '135790', pinIsOwn: true }]),
    );
    const program = join(import.meta.dirname, '../provision.ts');
    const env = {
      ...process.env,
      ...{ CENTRE_DIR: centre.directory, CENTRE_URL: centre.url, DATABASE_URL: undefined },
    };
    const options = ['--staff', staff, '--out', out, '--devices', '3'];
    await run(process.execPath, [program, '--hcode', demoFacility.hcode, ...options], { env });
    const files = await Promise.all(
      (await readdir(out)).map(async (name) => openFile(await readFile(join(out, name), 'utf8'))),
    );
    expect(files.map(({ deviceName }) => deviceName).sort()).toEqual(['kiosk-1', 'kiosk-2', 'kiosk-3']);
    expect(new Set(files.map(({ activationCode }) => activationCode)).size).toBe(3);
    expect(files[0]?.facility).toEqual(demoFacility);
    expect(files.map((made) => made.staff[0]?.pinIsOwn)).toEqual([undefined, undefined, undefined]);
    await expect(run(process.execPath, [program, '--hcode', '99999', ...options], { env })).rejects.toThrow(
      'does not know 99999',
    );
  });

  it('makes a first supervisor where nobody has sent a list of the staff: the PIN is printed, its hash is in each file', async () => {
    const out = join(centre.directory, 'first');
    const program = join(import.meta.dirname, '../provision.ts');
    const env = {
      ...process.env,
      ...{ CENTRE_DIR: centre.directory, CENTRE_URL: centre.url, DATABASE_URL: undefined },
    };
    const options = ['--hcode', demoFacility.hcode, '--devices', '3', '--out', out];
    const { stdout } = await run(process.execPath, [program, ...options], { env });
    const pin = /^PIN (\d{6}) /m.exec(stdout)?.[1] ?? '';
    const names = await readdir(out);
    expect(names).toHaveLength(3);
    for (const name of names) {
      const text = await readFile(join(out, name), 'utf8');
      const [supervisor, ...others] = (await openFile(text)).staff;
      expect(others).toEqual([]);
      expect(supervisor?.role).toBe('supervisor');
      expect(supervisor?.pinIsOwn).toBeUndefined();
      const salt = Buffer.from(supervisor?.pin.salt ?? '', 'base64');
      expect(await hashPin(pin, salt)).toEqual(supervisor?.pin);
      expect(JSON.stringify(await openFile(text))).not.toContain(`"${pin}"`);
    }
  });
});

describe('a PIN', () => {
  it('is hashed with scrypt, N = 2^15', async () => {
    const hash = await hashPin('246810', new Uint8Array(16));
    expect(hash).toMatchObject({ cost: 32_768, blockSize: 8, parallelization: 1 });
    expect(await hashPin('246810', new Uint8Array(16))).toEqual(hash);
    expect((await hashPin('246811', new Uint8Array(16))).hash).not.toBe(hash.hash);
  });
});

describe('the health regions', () => {
  it('know each province in Thai and English', () => {
    expect(provinceRegion('ชลบุรี')).toBe(6);
    expect(provinceRegion('Bangkok')).toBe(13);
    expect(provinceRegion('Atlantis')).toBeNull();
  });
});
