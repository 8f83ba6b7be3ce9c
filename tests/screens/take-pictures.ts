import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inProject } from '../../native/setup/index.ts';
import { type AxeFindings, COLOUR_RULES, findingsOf } from './accessibility.ts';
import { cataloguePicture, type Gallery, KIOSK_SIZE, LOOKS, openGallery } from './open-gallery.ts';
import { halved, indexedPng } from './picture.ts';
import { takeFacePictures } from './take-face-pictures.ts';
import { takeReportPictures } from './take-report-pictures.ts';

/**
 * Photographs everything into docs/screens/: every screen in both languages and both contrasts, the design system,
 * what is said in front of the camera (`face`), the ministry's report (`report`); and writes what axe-core finds on the
 * screens into accessibility.md. The people are invented and the faces drawn. Only docs/screens/card/ is made
 * elsewhere, with a card in a reader: by tests/journey/card-screens.ts.
 *
 *     node tests/screens/take-pictures.ts                       everything
 *     node tests/screens/take-pictures.ts consent desk report   these
 */
const FOLDER = inProject('docs', 'screens');
const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);

const gallery = await openGallery();
try {
  const { screens } = gallery;
  const findings: string[] = [];
  if (wanted.length === 0)
    for (const { name } of LOOKS) await rm(path.join(FOLDER, name), { recursive: true, force: true });
  for (const screen of screens.filter(isWanted)) findings.push(...(await photograph(screen)));
  if (isWanted('catalogue')) await photographCatalogue();
  if (isWanted('face')) await takeFacePictures(gallery);
  if (wanted.length === 0) await writeFile(path.join(FOLDER, 'accessibility.md'), axeReport(findings));
  await writeFile(path.join(FOLDER, 'README.md'), contents(screens));
} finally {
  await gallery.close();
}
if (isWanted('report')) await takeReportPictures();

/** @returns a line of the report of what axe-core finds, for each look */
async function photograph(screen: string): Promise<string[]> {
  const lines: string[] = [];
  for (const look of LOOKS) {
    // In the other contrast the screen is the same; in the other language it is opened anew.
    if (look.contrast === 'normal') await gallery.show(screen, look);
    else await gallery.readOtherwise(look.contrast, 'normal');
    await save(gallery, `${look.name}/${screen}`);
    const rules = look.contrast === 'high' ? COLOUR_RULES : [];
    if (wanted.length === 0) lines.push(axeLine(screen, look.name, await findingsOf(gallery.page, rules)));
  }
  return lines;
}

async function photographCatalogue(): Promise<void> {
  for (const contrast of ['normal', 'high'] as const) {
    await gallery.showCatalogue(contrast);
    await save(gallery, cataloguePicture(contrast));
  }
  await gallery.page.setViewportSize(KIOSK_SIZE);
}

async function save({ page }: Gallery, name: string): Promise<void> {
  const file = path.join(FOLDER, `${name}.png`);
  await mkdir(path.dirname(file), { recursive: true });
  const png = indexedPng(halved(await page.screenshot()));
  await writeFile(file, png);
  console.log(`${name}.png  ${Math.round(png.length / 1024)} KB`);
}

function axeLine(screen: string, look: string, { met, violations, unsure }: AxeFindings): string {
  const rules = unsure.map((finding) => finding.split(' ')[0]).join(', ');
  return `| ${screen} | ${look} | ${met} | ${violations.join('; ') || 'none'} | ${rules || 'none'} |`;
}

function axeReport(lines: readonly string[]): string {
  return [
    '# What axe-core finds',
    '',
    'Every screen in both languages and both contrasts (of which the rules on colours are asked anew), at 1280×800. Made by',
    '`node tests/screens/take-pictures.ts`; the tests look at the same on every run and fail at any violation. What axe-core',
    'leaves to a person is mostly the contrast of words over a picture or under a dialog.',
    '',
    '| screen | look | rules met | violations | for a person to judge |',
    '|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

function contents(screens: readonly string[]): string {
  const rows = screens.map((screen) => {
    const pictures = LOOKS.map(({ name }) => `![](${name}/${screen}.png)`);
    return `| ${screen} | ${pictures.join(' | ')} |`;
  });
  return [
    '# Every screen',
    '',
    'Invented people. One command makes all of this anew, with set-up done before:',
    '',
    '```sh',
    'node tests/screens/take-pictures.ts                # everything here but card/',
    'node tests/screens/take-pictures.ts consent desk   # only these',
    'node tests/journey/card-screens.ts                 # card/: a real card reader service, as root',
    '```',
    '',
    'The tests compare the screens with these pictures, tile by tile. Beside them: the design system',
    `([light](${cataloguePicture('normal')}.png), [high contrast](${cataloguePicture('high')}.png)), what is said`,
    "[in front of the camera](face/README.md), [what axe-core finds](accessibility.md), the ministry's report",
    '([report/](report)) and a card in the reader ([card/](card), shown in [the card’s page](../card.md)).',
    '',
    '| screen | Thai | Thai, high contrast | English | English, high contrast |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
