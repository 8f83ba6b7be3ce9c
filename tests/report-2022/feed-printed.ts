import {
  citizenId,
  createTestDevice,
  createTestHolder,
  type TestCentre,
} from '../../central/testing/index.ts';
import type { Facility } from '../../contract/index.ts';
import printed from './printed.json' with { type: 'json' };

/** Rows of the ministry's printed report of October 2022, health region 6; null is a blank cell. */
export const PRINTED_ROWS: readonly PrintedRow[] = printed;
export const PRINTED_REGION = 6;

type PrintedRow = {
  hcode: string;
  name: string;
  province: string;
  amphoe: string;
  devices: number | null;
  persons: number | null;
  tokens: number | null;
  confirmedTokens: number | null;
};

/** Below what the centre takes from one address in a minute; the clock moves on before it is reached. */
const CALLS_A_MINUTE = 50;
const MINUTE_MS = 60_000;

/**
 * Makes the visits behind the printed report, of invented citizens, and brings them through the centre's own doors: devices
 * register, deliver sealed records, and holders confirm their tokens. Where a facility gave more tokens than it saw persons, the
 * first persons came again.
 */
export async function feedPrinted(centre: TestCentre, say: (line: string) => void): Promise<void> {
  let calls = 0;
  const keepToLimits = () => {
    calls += 1;
    if (calls % CALLS_A_MINUTE === 0) centre.moveClock(MINUTE_MS);
  };
  let citizensBefore = 0;
  for (const row of PRINTED_ROWS) {
    const { devices, persons, tokens, confirmedTokens } = numbersOf(row);
    const atFacility = [];
    for (let device = 0; device < devices; device++) {
      keepToLimits();
      atFacility.push(await createTestDevice(centre, { facility: facilityOf(row) }));
    }
    const sent = [];
    for (let visit = 0; visit < tokens; visit++) {
      const device = atFacility[visit % devices];
      if (!device) throw new Error(`${row.hcode} has tokens and no device`);
      const record = await device.enrollAndSend({ cid: citizenId(1 + citizensBefore + (visit % persons)) });
      if (record.status !== 201) throw new Error(`${row.hcode}: a record was answered with ${record.status}`);
      sent.push(record);
    }
    for (const record of sent.slice(0, confirmedTokens)) {
      keepToLimits();
      const { status } = await (await createTestHolder(centre)).claim(record);
      if (status !== 200) throw new Error(`${row.hcode}: a claim was answered with ${status}`);
    }
    citizensBefore += persons;
    say(`${row.hcode} ${row.name}: ${tokens} visits`);
  }
}

/** The four numbers of a row, a blank cell as 0. */
export const numbersOf = ({ devices, persons, tokens, confirmedTokens }: PrintedRow) => ({
  devices: devices ?? 0,
  persons: persons ?? 0,
  tokens: tokens ?? 0,
  confirmedTokens: confirmedTokens ?? 0,
});

const facilityOf = ({ hcode, name, province, amphoe }: PrintedRow): Facility => ({
  hcode,
  nameTh: name,
  nameEn: name,
  ...{ province, amphoe },
  region: PRINTED_REGION,
});
