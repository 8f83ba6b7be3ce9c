import { startTestCentre, type TestCentre } from './test-centre.ts';
import { createTestDevice, type SentRecord, type TestDevice } from './test-device.ts';
import { testFacility } from './test-facility.ts';
import { createTestHolder } from './test-holder.ts';
import { citizenId } from './test-record.ts';

/** Bangkok's calendar. */
const DAYS = { january: '2026-01-31', lateMay: '2026-05-30', june: '2026-06-15', july: '2026-07-02' };
const morningOf = (day: string): Date => new Date(`${day}T02:30:00Z`);

export type ReportedYear = {
  centre: TestCentre;
  chonburi: TestDevice;
  rayong: TestDevice;
  /** Of Rayong, still to be confirmed; of Tak, confirmed. */
  openToken: string;
  confirmedToken: string;
};

/**
 * A centre with a half year of visits: Chonburi (10662) and Rayong (10827) in region 6, Tak (10722) in region 2, four people, of whom
 * the third comes to two facilities and the first to two regions.
 *
 * @param rayongName Thai name of that facility
 */
export async function startReportedYear(rayongName: string): Promise<ReportedYear> {
  const centre = await startTestCentre();
  const facilities = [
    testFacility('10662', 'ชลบุรี', 6, 'โรงพยาบาลชลบุรี'),
    testFacility('10827', 'ระยอง', 6, rayongName),
    testFacility('10722', 'ตาก', 2, 'โรงพยาบาลตาก'),
  ];
  const [chonburi, rayong, tak] = (await Promise.all(
    facilities.map((facility) => createTestDevice(centre, { facility })),
  )) as [TestDevice, TestDevice, TestDevice];
  const visit = (device: TestDevice, person: number, day: string): Promise<SentRecord> =>
    device.enrollAndSend({ cid: citizenId(person), createdAt: morningOf(day) });
  await visit(chonburi, 1, DAYS.january);
  await visit(chonburi, 2, DAYS.lateMay);
  await visit(chonburi, 3, DAYS.june);
  await visit(rayong, 3, DAYS.june);
  const { tokenId: openToken } = await visit(rayong, 4, DAYS.july);
  const last = await visit(tak, 1, DAYS.july);
  await (await createTestHolder(centre)).claim(last);
  return { centre, chonburi, rayong, openToken, confirmedToken: last.tokenId };
}
