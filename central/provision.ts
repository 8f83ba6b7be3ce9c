import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import {
  type Facility,
  facilitySchema,
  policySchema,
  roleSchema,
  type StaffMember,
} from '../contract/index.ts';
import type { Database } from './database/index.ts';
import { demoFacility, demoStaff, firstSupervisor, hashPin, provisionDevice } from './devices/index.ts';
import { readEnvironment } from './environment.ts';
import { loadEscrowKey } from './escrow/index.ts';
import { facilityByCode, provinceRegion } from './register/index.ts';
import { openCentreStores } from './start.ts';

const USAGE = `Makes provisioning files, one for each kiosk of a facility.

  npm run provision -- --demo --out DIR [--devices N] [--device NAME] [--training]
  npm run provision -- --hcode CODE --out DIR [--staff STAFF.json] [--devices N] [--device NAME] [--training]
                       [--update-url URL] [--readers WORDS] [--cameras WORDS] [--name-th NAME --name-en NAME --province PROVINCE --amphoe AMPHOE]

WORDS, such as "R301,ACR39U", stand in the names of the readers or cameras that alone may be used; any when left out.
A facility that the centre knows needs no names. With --devices 3 the kiosks are NAME-1 to NAME-3.

STAFF.json: [{"id": "…", "name": "…", "role": "operator" | "supervisor", "pin": "…"}, …]
Left out, there is one supervisor, whose PIN is printed this once; the others are entered at the kiosk.
Whoever signs in with such a PIN chooses another at the kiosk first; the demonstration's staff keep theirs.
The environment is that of the centre (docs/operations.md).`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const { values } = parseArgs({
  options: {
    ...{ demo: flag, training: flag, help: flag },
    ...{
      hcode: text,
      'name-th': text,
      'name-en': text,
      province: text,
      amphoe: text,
      staff: text,
      out: text,
      'update-url': text,
      readers: text,
      cameras: text,
    },
    device: { type: 'string', default: 'kiosk' },
    devices: { type: 'string', default: '1' },
    policy: { type: 'string', default: join(import.meta.dirname, '../resources/policy/2026-1.json') },
  },
});

const staffFileSchema = z.array(
  z.object({ id: z.string(), name: z.string(), role: roleSchema, pin: z.string().regex(/^\d{4,12}$/) }),
);

async function readStaff(file: string): Promise<StaffMember[]> {
  const members = staffFileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  return Promise.all(
    members.map(async (member) => ({ ...member, pin: await hashPin(member.pin, randomBytes(16)) })),
  );
}

/** Who may sign in, and what whoever carries the files has to be told of it. */
async function chooseStaff(): Promise<{ members: StaffMember[]; notice: string }> {
  if (values.staff !== undefined) return { members: await readStaff(values.staff), notice: '' };
  if (values.demo) return { members: await demoStaff(randomBytes), notice: '' };
  const { member, pin } = await firstSupervisor(randomBytes);
  return {
    members: [member],
    notice: `PIN ${pin} of ${member.name}: it is shown this once; whoever signs in with it chooses another`,
  };
}

/** The facility as the centre has it in its register, or as the command line names it. */
async function readFacility(db: Database): Promise<Facility> {
  if (values['name-th'] === undefined && values.hcode !== undefined) {
    const known = await facilityByCode(db, values.hcode);
    if (known === null) throw new Error(`the centre does not know ${values.hcode}: give its names and place`);
    return known;
  }
  return facilitySchema.parse({
    hcode: values.hcode,
    nameTh: values['name-th'],
    nameEn: values['name-en'],
    province: values.province,
    amphoe: values.amphoe,
    region: provinceRegion(values.province ?? ''),
  });
}

const wordsIn = (list: string | undefined): string[] | undefined =>
  list
    ?.split(',')
    .map((word) => word.trim())
    .filter(Boolean);

function deviceNames(): string[] {
  const count = z.coerce.number().int().min(1).max(200).parse(values.devices);
  if (count === 1) return [values.device];
  return Array.from({ length: count }, (_, i) => `${values.device}-${i + 1}`);
}

async function main(): Promise<void> {
  const { out, demo, hcode } = values;
  if (values.help || out === undefined || (!demo && hcode === undefined)) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const environment = readEnvironment(process.env);
  const { db, keys, close } = await openCentreStores(environment);
  try {
    const facility = demo ? demoFacility : await readFacility(db);
    const { members, notice } = await chooseStaff();
    const { version: policyVersion } = policySchema.parse(JSON.parse(await readFile(values.policy, 'utf8')));
    const escrowKey = await loadEscrowKey(environment.directory);
    const context = {
      db,
      keys,
      escrowKey,
      centreUrl: environment.url,
      now: () => new Date(),
      random: randomBytes,
    };
    await mkdir(out, { recursive: true });
    for (const deviceName of deviceNames()) {
      const { file, provisioning, setUpCode } = await provisionDevice(context, {
        ...{
          facility,
          deviceName,
          staff: members,
          policyVersion,
          training: values.training,
          updateUrl: values['update-url'],
          allowedReaders: wordsIn(values.readers),
          allowedCameras: wordsIn(values.cameras),
        },
      });
      const path = join(out, `${facility.hcode}-${deviceName}.provisioning.json`);
      await writeFile(path, file, { mode: 0o600 });
      console.log(
        `${path}\nfor ${facility.nameTh}, good until ${provisioning.expiresAt}\nset-up code ${setUpCode}`,
      );
    }
    if (notice) console.log(notice);
  } finally {
    await close();
  }
}

await main();
