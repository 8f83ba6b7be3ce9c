import { askReport, startTestCentre } from '../../central/testing/index.ts';
import { CENTRAL_ROUTES, type FacilityRow, regionReportSchema, type Totals } from '../../contract/index.ts';
import { feedPrinted, PRINTED_REGION, PRINTED_ROWS } from './feed-printed.ts';

type Row = Pick<FacilityRow, 'hcode'> & Totals;
export type Reproduced = { rows: Row[]; sums: Totals };

/** The report of 2022 made anew: its visits go through a real centre, its rows come from the centre's report, in the printed order. */
export async function reproduceReport(say: (line: string) => void): Promise<Reproduced> {
  const centre = await startTestCentre();
  try {
    await feedPrinted(centre, say);
    const path = CENTRAL_ROUTES.regionReport.path.replace(':region', String(PRINTED_REGION));
    const { facilities } = regionReportSchema.parse(await (await askReport(centre, path)).json());
    const rows = facilities.map(({ hcode, devices, persons, tokens, confirmedTokens }) => ({
      ...{ hcode, devices, persons, tokens, confirmedTokens },
    }));
    const place = new Map(PRINTED_ROWS.map(({ hcode }, index) => [hcode, index]));
    const placeOf = ({ hcode }: Row) => place.get(hcode) ?? PRINTED_ROWS.length;
    rows.sort((one, other) => placeOf(one) - placeOf(other));
    const sum = (name: keyof Totals) => rows.reduce((total, row) => total + row[name], 0);
    const sums = {
      devices: sum('devices'),
      persons: sum('persons'),
      tokens: sum('tokens'),
      confirmedTokens: sum('confirmedTokens'),
    };
    return { rows, sums };
  } finally {
    await centre.stop();
  }
}
