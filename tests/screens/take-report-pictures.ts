import { mkdir } from 'node:fs/promises';
import { setViewer } from '../../central/index.ts';
import { startTestCentre } from '../../central/testing/index.ts';
import { inProject } from '../../native/setup/index.ts';
import { openWindow } from './open-window.ts';
import { fillReport } from './sample-report.ts';

const FOLDER = inProject('docs', 'screens', 'report');
const PICTURES = [
  { name: 'regions', address: '?period=365&grain=week', width: 1280, height: 1180 },
  { name: 'regions-en', address: '?period=365&grain=week&measure=rate&lang=en', width: 1280, height: 1180 },
  { name: 'facilities', address: '?tab=facilities&region=6&period=365', width: 1280, height: 800 },
  {
    name: 'facility',
    address: '?tab=facilities&hcode=10665&period=365&grain=week',
    width: 1280,
    height: 1180,
  },
  { name: 'compare', address: '?tab=compare', width: 1280, height: 900 },
  { name: 'compare-facilities', address: '?tab=compare&compareOf=6', width: 1280, height: 900 },
  { name: 'silent', address: '?tab=silent', width: 1280, height: 800 },
  { name: 'lists', address: '?tab=lists&region=6', width: 1280, height: 1180 },
  { name: 'narrow', address: '?tab=facilities&region=6&period=365', width: 360, height: 800 },
  { name: 'wide', address: '?period=365&grain=week', width: 1920, height: 1080 },
];

/** Photographs the ministry's report into docs/screens/report/, of a centre with invented facilities. */
export async function takeReportPictures(): Promise<void> {
  const [centre, window] = await Promise.all([startTestCentre(), openWindow()]);
  await fillReport(centre.db, centre.now());
  const password = await setViewer(
    centre.db,
    { name: 'ministry', scope: { kind: 'ministry', place: '' } },
    centre.now(),
  );
  const { page } = window;
  await mkdir(FOLDER, { recursive: true });
  await page.goto(`${centre.url}/report`);
  await page.fill('#name', 'ministry');
  await page.fill('#password', password);
  await page.keyboard.press('Enter');
  await page.locator('#total').waitFor();
  for (const { name, address, width, height } of PICTURES) {
    await page.setViewportSize({ width, height });
    await page.goto(`${centre.url}/report${address}${address.includes('lang=') ? '' : '&lang=th'}`);
    await page.locator('.about').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${FOLDER}/${name}.png` });
    console.log(`${FOLDER}/${name}.png`);
  }
  // A4, across, at 96 dots an inch.
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 1123, height: 794 });
  await page.goto(`${centre.url}/report?tab=facilities&region=6&period=365&lang=th`);
  await page.locator('.about').first().waitFor();
  await page.screenshot({ path: `${FOLDER}/print.png` });
  console.log(`${FOLDER}/print.png`);
  await window.close();
  await centre.stop();
}
