import { startTestCentre, type TestCentre } from './test-centre.ts';
import { createTestDevice } from './test-device.ts';
import { testFacility } from './test-facility.ts';
import { citizenId } from './test-record.ts';

/**
 * A centre at which one person has been to four facilities, each with a device: 10662 and 10663 in Chonburi and 10827 in Rayong (region
 * 6), 10722 in Tak (region 2).
 */
export async function startFourFacilities(): Promise<TestCentre> {
  const centre = await startTestCentre();
  const facilities = [
    testFacility('10662', 'ชลบุรี', 6),
    testFacility('10663', 'ชลบุรี', 6),
    testFacility('10827', 'ระยอง', 6),
    testFacility('10722', 'ตาก', 2),
  ];
  const devices = await Promise.all(facilities.map((facility) => createTestDevice(centre, { facility })));
  for (const device of devices) await device.enrollAndSend({ cid: citizenId(1) });
  return centre;
}
