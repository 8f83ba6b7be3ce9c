import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { facilitySchema, policySchema, roleSchema } from '../contract/index.ts';
import { demoFacility, demoStaff, hashPin, provinceRegion, provisionDevice } from './devices/index.ts';
import { readEnvironment } from './environment.ts';
import { openCentreStores } from './start.ts';

const USAGE = `Makes a provisioning file for one kiosk.

  node central/provision.ts --demo --out DIR [--device NAME] [--training]
  node central/provision.ts --hcode CODE --name-th NAME --name-en NAME --province PROVINCE --amphoe AMPHOE
                            --staff STAFF.json --out DIR [--device NAME] [--training]

STAFF.json: [{"id": "…", "name": "…", "role": "operator" | "supervisor", "pin": "…"}, …]
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
    },
    device: { type: 'string', default: 'kiosk-1' },
    policy: { type: 'string', default: join(import.meta.dirname, '../resources/policy/2026-1.json') },
  },
});

const staffFileSchema = z.array(
  z.object({ id: z.string(), name: z.string(), role: roleSchema, pin: z.string().regex(/^\d{4,12}$/) }),
);

async function readStaff(file: string) {
  const members = staffFileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  return Promise.all(
    members.map(async (member) => ({ ...member, pin: await hashPin(member.pin, randomBytes(16)) })),
  );
}

function readFacility() {
  return facilitySchema.parse({
    hcode: values.hcode,
    nameTh: values['name-th'],
    nameEn: values['name-en'],
    province: values.province,
    amphoe: values.amphoe,
    region: provinceRegion(values.province ?? ''),
  });
}

async function main(): Promise<void> {
  const { out, demo, staff } = values;
  if (values.help || out === undefined || (!demo && staff === undefined)) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const facility = demo ? demoFacility : readFacility();
  const environment = readEnvironment(process.env);
  const { db, keys, close } = await openCentreStores(environment);
  try {
    const { version: policyVersion } = policySchema.parse(JSON.parse(await readFile(values.policy, 'utf8')));
    const { file, provisioning } = await provisionDevice(
      { db, keys, centreUrl: environment.url, now: () => new Date(), random: randomBytes },
      {
        facility,
        deviceName: values.device,
        staff: staff === undefined ? await demoStaff(randomBytes) : await readStaff(staff),
        policyVersion,
        training: values.training,
      },
    );
    const path = join(out, `${facility.hcode}-${values.device}.provisioning.json`);
    await mkdir(out, { recursive: true });
    await writeFile(path, file, { mode: 0o600 });
    console.log(`${path}\nfor ${facility.nameTh}, good until ${provisioning.expiresAt}`);
  } finally {
    await close();
  }
}

await main();
