import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Goes up when a demonstration made before can't be gone on with. 2: staff choose PINs of their own, those of the demonstration apart. */
const MADE_AS = '2';

/**
 * Makes ready the folder of the demonstration's data. One that an earlier version made is put beside: nothing of it is lost, and the
 * demonstration begins anew.
 *
 * @param say told where the old one is
 */
export function demoData(directory: string, say: (line: string) => void): string {
  const mark = path.join(directory, 'made-as');
  const isThere = existsSync(path.join(directory, 'provisioning.json'));
  if (isThere && !(existsSync(mark) && readFileSync(mark, 'utf8') === MADE_AS)) {
    const aside = freeName(`${directory}-before`);
    renameSync(directory, aside);
    say(`demo     begins anew; the one of an earlier version is in ${aside}, and can be deleted`);
  }
  mkdirSync(directory, { recursive: true });
  writeFileSync(mark, MADE_AS);
  return directory;
}

function freeName(wanted: string): string {
  let name = wanted;
  for (let tries = 2; existsSync(name); tries += 1) name = `${wanted}-${tries}`;
  return name;
}
