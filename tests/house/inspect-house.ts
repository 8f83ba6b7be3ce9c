import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Import, readSource, type Source } from './imports.ts';
import { ARROWS, ENTRIES, PACKAGE_RULES, PAST_DOORS, STREETS } from './plan.ts';
import { sourceFiles } from './source-files.ts';

type House = { root: string; sources: ReadonlyMap<string, Source> };

/** Everything in a checkout that is not as the plan says, one line each. Empty when the house stands. */
export function inspectHouse(root: string): string[] {
  const sources = new Map(
    sourceFiles(root).map((file) => [file, readSource(file, readFileSync(path.join(root, file), 'utf8'))]),
  );
  const house = { root, sources };
  const ofEachImport = [...sources].flatMap(([file, { imports }]) =>
    imports.flatMap((imported) => [
      ...(imported.ours ? [...arrow(file, imported), ...door(house, file, imported)] : []),
      ...(imported.ours ? [] : forbiddenPackage(file, imported)),
    ]),
  );
  return [...ofEachImport, ...cycles(house), ...unused(house)];
}

function arrow(file: string, { target }: Import): string[] {
  const from = roomOf(file);
  const to = roomOf(target);
  if (from === to || to === 'resources' || isForTests(file)) return [];
  const allowed = ARROWS[from] ?? ARROWS[from.replace(/\/.*/, '/*')];
  if (!allowed) return [`${file}: the room ${from} is not in the plan`];
  const mayImport = allowed.some(
    (room) => room === to || (room.endsWith('/*') && to.startsWith(room.slice(0, -1))),
  );
  return mayImport ? [] : [`${file}: ${from} may not import ${to} (${target})`];
}

/**
 * A file is free to use what lies in its own folder or above. Into another room, and into a folder that has a
 * door, it goes by the door; a folder without one is a part of the folder around it.
 */
function door({ sources }: House, file: string, { target }: Import): string[] {
  if (!/\.tsx?$/.test(target)) return [];
  const closed = foldersAround(target).find(
    (folder) => !file.startsWith(`${folder}/`) && (isRoom(folder) || sources.has(`${folder}/index.ts`)),
  );
  if (closed === undefined || target === `${closed}/index.ts`) return [];
  if (isForTests(file) && isTestingDoor(target, closed)) return [];
  if (PAST_DOORS.some(({ from, to }) => from.test(file) && to.test(target))) return [];
  return [`${file}: ${target} is behind the door ${closed}/index.ts`];
}

/** From the outermost in: `a/b/c.ts` lies in `a` and `a/b`. */
function foldersAround(file: string): string[] {
  const folders = file.split('/').slice(0, -1);
  return folders.map((_, index) => folders.slice(0, index + 1).join('/'));
}

function isRoom(folder: string): boolean {
  const [top = '', ...rest] = folder.split('/');
  return STREETS.includes(top) ? rest.length === 1 : rest.length === 0;
}

/** Besides its door a room may have one that only tests go through: `testing.ts` or `testing/`. */
function isTestingDoor(target: string, room: string): boolean {
  return target === `${room}/testing.ts` || target.startsWith(`${room}/testing/`);
}

function forbiddenPackage(file: string, { target }: Import): string[] {
  if (isForTests(file)) return [];
  const room = roomOf(file);
  return PACKAGE_RULES.filter((rule) => rule.rooms.test(room) && rule.mayNotImport.test(target)).map(
    ({ why }) => `${file}: ${room} may not import ${target}: it ${why}`,
  );
}

/** Circles of imports that are there at run time; a type may look back. */
function cycles({ sources }: House): string[] {
  const found: string[] = [];
  const finished = new Set<string>();
  const visit = (file: string, way: string[]) => {
    const start = way.indexOf(file);
    if (start >= 0) found.push(`circle: ${[...way.slice(start), file].join(' → ')}`);
    if (start >= 0 || finished.has(file)) return;
    for (const { target, ours, typeOnly } of sources.get(file)?.imports ?? []) {
      if (ours && !typeOnly) visit(target, [...way, file]);
    }
    finished.add(file);
  };
  for (const file of sources.keys()) visit(file, []);
  return found;
}

/** Files that no entry leads to. */
function unused({ root, sources }: House): string[] {
  const named = new Set([...sources.values()].flatMap((source) => source.namedFiles));
  const reached = new Set<string>();
  const follow = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const { target, ours } of sources.get(file)?.imports ?? []) if (ours) follow(target);
  };
  for (const file of sources.keys()) {
    const isEntry = ENTRIES.some((entry) => entry.test(file)) || isScriptOfPage(root, file);
    if (isEntry || named.has(path.posix.basename(file))) follow(file);
  }
  return [...sources.keys()].filter((file) => !reached.has(file)).map((file) => `${file}: nothing uses it`);
}

function isScriptOfPage(root: string, file: string): boolean {
  const page = path.join(root, path.dirname(file), 'index.html');
  return existsSync(page) && readFileSync(page, 'utf8').includes(`src="./${path.basename(file)}"`);
}

function roomOf(file: string): string {
  return foldersAround(file).find(isRoom) ?? path.posix.dirname(file);
}

/** Tests, and what only tests use, put together what the house keeps apart. */
function isForTests(file: string): boolean {
  return /\.test\.tsx?$|^tests\/|\/testing(\.ts$|\/)/.test(file);
}
