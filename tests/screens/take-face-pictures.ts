import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inProject } from '../../native/setup/index.ts';
import { type Gallery, LOOKS } from './open-gallery.ts';
import { halved, indexedPng } from './picture.ts';

const FOLDER = inProject('docs', 'screens', 'face');
const STATES = [
  'look-straight',
  'closer',
  'further',
  'centre',
  'one-person',
  'too-dark',
  'too-bright',
  'uneven-light',
  'no-mask',
  'no-dark-glasses',
  'open-eyes',
  'close-mouth',
  'hold-still',
  'turn-left',
  'turn-right',
  'look-up',
  'blink',
  'open-mouth',
  'well-done',
];
/** The drawn camera gives its first picture a little later than the words. */
const CAMERA_STARTS_MS = 500;
const PROBLEMS = ['camera-missing', 'camera-busy', 'camera-denied', 'camera-virtual'];

const shots = [
  ...STATES.map((state) => ({ name: state, screen: `face-straight&guidance=${state}` })),
  ...PROBLEMS.map((problem) => ({ name: problem, screen: `face-${problem}` })),
];
/** Photographs what the citizen is told in front of the camera into docs/screens/face/, each state in both languages. */
export async function takeFacePictures(gallery: Gallery): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
  for (const look of LOOKS.filter(({ contrast }) => contrast === 'normal')) {
    const folder = path.join(FOLDER, look.language);
    await mkdir(folder, { recursive: true });
    for (const { name, screen } of shots) {
      await gallery.show(screen, look);
      await gallery.page.waitForTimeout(CAMERA_STARTS_MS);
      await writeFile(path.join(folder, `${name}.png`), indexedPng(halved(await gallery.page.screenshot())));
    }
  }
  await writeFile(path.join(FOLDER, 'README.md'), contents());
}

const contents = () =>
  [
    '# In front of the camera',
    '',
    'Made by `node tests/screens/take-pictures.ts face`. The face is drawn.',
    '',
    '| state | Thai | English |',
    '|---|---|---|',
    ...shots.map(({ name }) => `| ${name} | ![](th/${name}.png) | ![](en/${name}.png) |`),
    '',
  ].join('\n');
