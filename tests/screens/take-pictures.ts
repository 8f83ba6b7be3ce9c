import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inProject } from '../../native/setup/index.ts';
import { LOOKS, openGallery } from './open-gallery.ts';
import { halved, indexedPng } from './picture.ts';

/**
 * Photographs every screen into docs/screens/, in both languages and both contrasts. The people are invented
 * and the faces drawn.
 *
 *     node tests/screens/take-pictures.ts [screen …]
 */
const FOLDER = inProject('docs', 'screens');
const wanted = process.argv.slice(2);

const gallery = await openGallery();
try {
  for (const look of LOOKS) {
    const folder = path.join(FOLDER, look.name);
    if (wanted.length === 0) await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    for (const screen of gallery.screens) {
      if (wanted.length > 0 && !wanted.includes(screen)) continue;
      await gallery.show(screen, look);
      const png = indexedPng(halved(await gallery.page.screenshot()));
      await writeFile(path.join(folder, `${screen}.png`), png);
      console.log(`${look.name}/${screen}.png  ${Math.round(png.length / 1024)} KB`);
    }
  }
  await writeFile(path.join(FOLDER, 'README.md'), contents(gallery.screens));
} finally {
  await gallery.close();
}

function contents(screens: readonly string[]): string {
  const rows = screens.map((screen) => {
    const pictures = LOOKS.map(({ name }) => `![](${name}/${screen}.png)`);
    return `| ${screen} | ${pictures.join(' | ')} |`;
  });
  return [
    '# Every screen',
    '',
    'Made by `node tests/screens/take-pictures.ts`; the tests compare the screens with these pictures. Invented people.',
    '',
    '| screen | Thai | Thai, high contrast | English | English, high contrast |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
