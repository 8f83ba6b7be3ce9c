import { parseArgs } from 'node:util';
import { viewerScopeSchema } from '../contract/index.ts';
import { listViewers, removeViewer, setOpenIdViewer, setViewer } from './access/index.ts';
import { makeSumsAnew } from './database/index.ts';
import { listDevices, revokeDevice } from './devices/index.ts';
import { readEnvironment } from './environment.ts';
import { openCentreStores } from './start.ts';
import { openCallBacks, revokeAsAsked, settleCallBack } from './tokens/index.ts';

const USAGE = `What people decide about devices and tokens at the centre. And who may see the report. Each is written to its audit log.

  npm run manage -- devices [--hcode CODE]                          which there are; those whose disk was copied first
  npm run manage -- revoke-device ID --reason TEXT                  shuts a lost or stolen kiosk out
  npm run manage -- revoke-token ID [--earlier] --reason TEXT       ends a token, or its holder's earlier ones
  npm run manage -- call-backs [--hcode CODE]                       whose card is not normal
  npm run manage -- settle-call-back TOKEN-ID                       the facility has spoken with the person
  npm run manage -- viewers                                         who may see the report
  npm run manage -- set-viewer NAME --scope SCOPE                   adds one, or gives a new password; prints it once
  npm run manage -- set-viewer NAME --scope SCOPE --openid ID       one who signs in with the organisation's account: by ID or e-mail
  npm run manage -- remove-viewer NAME                              ends sign-in and sessions
  npm run manage -- sum-anew                                        makes the report's sums from the counts by day

SCOPE is ministry, region:6, province:ชลบุรี or facility:10662.

Write no name and no citizen ID into a reason. The environment is that of the centre (docs/operations.md).`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    hcode: { type: 'string' },
    reason: { type: 'string' },
    scope: { type: 'string' },
    openid: { type: 'string' },
    earlier: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [command = '', id] = positionals;
const { hcode = null, reason, scope } = values;

type Db = Awaited<ReturnType<typeof openCentreStores>>['db'];
const now = () => new Date();

/** Each prints what it found or did, and says whether that was anything. */
const COMMANDS: Record<string, ((db: Db) => Promise<boolean>) | undefined> = {
  devices: async (db) => {
    console.table(await listDevices(db, hcode));
    return true;
  },
  'call-backs': async (db) => {
    console.table(await openCallBacks(db, hcode));
    return true;
  },
  'sum-anew': async (db) => {
    await makeSumsAnew(db);
    return true;
  },
  viewers: async (db) => {
    console.table(await listViewers(db));
    return true;
  },
  ...(id !== undefined &&
    scope !== undefined && {
      'set-viewer': async (db: Db) => {
        const viewer = { name: id, scope: readScope(scope) };
        if (values.openid !== undefined) await setOpenIdViewer(db, viewer, values.openid, now());
        else console.log(`password: ${await setViewer(db, viewer, now())}`);
        return true;
      },
    }),
  ...(id !== undefined && {
    'remove-viewer': (db: Db) => removeViewer(db, id, now()),
    'settle-call-back': (db: Db) => settleCallBack(db, { tokenId: id, hcode: null, by: 'centre', at: now() }),
  }),
  ...(id !== undefined &&
    reason !== undefined && {
      'revoke-device': (db: Db) => revokeDevice({ db, now }, id, reason),
      'revoke-token': async (db: Db) => {
        const bounds = { hcode: null, which: values.earlier ? 'earlier' : 'this' } as const;
        const revoked = await revokeAsAsked(db, { tokenId: id, reason, by: 'centre', at: now() }, bounds);
        for (const tokenId of revoked) console.log(`revoked: ${tokenId}`);
        return revoked.length > 0;
      },
    }),
};

const run = COMMANDS[command];
if (run === undefined || values.help) {
  console.log(USAGE);
  process.exitCode = values.help ? 0 : 2;
} else {
  const { db, close } = await openCentreStores(readEnvironment(process.env));
  try {
    const done = await run(db);
    console.log(done ? `${command}: done` : `${command}: there is nothing to do`);
    process.exitCode = done ? 0 : 1;
  } finally {
    await close();
  }
}

/** @throws when it is none of the four, or says no place where one is needed */
function readScope(text: string) {
  const [kind, place = ''] = text.split(':');
  const scope = viewerScopeSchema.safeParse({ kind, place });
  if (!scope.success || (kind === 'ministry') !== (place === '')) throw new Error(`no scope: ${text}`);
  return scope.data;
}
