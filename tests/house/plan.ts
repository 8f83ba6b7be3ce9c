/**
 * The plan of the house: which room may import which. It is the same as the picture in docs/architecture.md; a
 * new room or arrow is decided there first.
 */

/** Folders that only hold rooms; every folder in them is a room of its own. */
export const STREETS: readonly string[] = ['electron', 'renderer', 'native', 'build', 'tests'];

/** What a room may import besides itself and the data in resources/. A room that is not here may not exist. */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  contract: [],

  electron: ['contract', 'electron/*'],
  'electron/shell': ['contract', 'native/pcsc-host'],
  'electron/card': ['contract', 'native/pcsc-host'],
  'electron/face': ['contract'],
  'electron/enrollment': ['contract'],
  'electron/token': ['contract'],
  'electron/vault': ['contract'],
  'electron/outbox': ['contract'],
  'electron/centre': ['contract'],
  'electron/device': ['contract', 'electron/audit'],
  'electron/staff': ['contract', 'electron/audit'],
  'electron/audit': ['contract'],
  'electron/diagnosis': ['contract'],
  'electron/update': ['contract'],
  'electron/office': ['contract'],

  renderer: ['contract', 'renderer/*'],
  'renderer/*': ['contract', 'renderer/*'],
  central: ['contract'],

  'native/pcsc-host': ['contract'],
  'native/virtual-card': ['contract'],
  'native/read-card': ['contract', 'electron/card', 'native/pcsc-host'],
  'native/setup': ['native/face-bundle', 'native/samples', 'native/demo', '.'],
  'native/face-bundle': ['contract', 'native/setup'],
  'native/bundle': ['native/setup'],
  'native/samples': ['contract', 'electron/shell', 'native/setup', 'native/bundle', 'native/virtual-card'],
  'native/package': ['native/setup'],
  'native/demo': ['contract', 'central', 'native/*', 'tests/journey'],

  /** Settings of the tools: they name the rooms' entries. */
  '.': ['native/setup', 'tests'],
};

/** Rooms for which some packages are out of bounds. */
export const PACKAGE_RULES: readonly { rooms: RegExp; mayNotImport: RegExp; why: string }[] = [
  { rooms: /^contract$/, mayNotImport: /^(?!zod$)/, why: 'crosses every boundary: schemas only' },
  {
    rooms: /^electron\/enrollment$/,
    mayNotImport: /./,
    why: 'is a pure function: it is given what it needs',
  },
  {
    rooms: /^electron\/(card|token|vault|outbox|centre|device|staff|audit|office)$/,
    mayNotImport: /^electron$/,
    why: 'runs in plain Node too: what is Electron’s comes in as an argument',
  },
  { rooms: /^renderer\b/, mayNotImport: /^(node:|electron$)/, why: 'is sandboxed' },
  { rooms: /^central$/, mayNotImport: /^electron$/, why: 'runs elsewhere' },
];

/** Imports that may go past a door. */
export const PAST_DOORS: readonly { from: RegExp; to: RegExp; why: string }[] = [
  {
    from: /^central\/pages\//,
    to: /^contract\//,
    why: 'these pages are not bundled: the door would bring them the schemas’ library',
  },
];

/** Files that something other than an import starts. */
export const ENTRIES: readonly RegExp[] = [
  /\.test\.tsx?$/,
  /(^|\/)main\.tsx?$/,
  /^(vite|vitest)\.config\.ts$/,
  /^electron\/preload\.ts$/,
  /^native\/pcsc-host\/host\.ts$/,
  /^tests\/package\/in-debian\.ts$/,
  /^tests\/bench\//,
  /^tests\/faults\/kiosk-process\.ts$/,
  /^tests\/journey\/card-screens\.ts$/,
  /^tests\/screens\/(take-pictures|window)\.ts$/,
  /\.d\.ts$/,
];
