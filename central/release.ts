import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readEnvironment } from './environment.ts';
import { loadCentreKeys } from './keys/index.ts';
import { signRelease } from './sign-release.ts';

const USAGE = `Signs a package of the kiosk and puts it into a feed of updates.

  npm run release -- --deb FILE --out DIR [--percent 1..100]

DIR is what a web server then offers to the kiosks. With --percent only that share of them takes it.
A package on the stand-in runtime (…-devruntime.deb) is refused: it gets no security updates.
The environment is that of the centre (docs/operations.md).`;

const { values } = parseArgs({
  options: {
    deb: { type: 'string' },
    out: { type: 'string' },
    percent: { type: 'string', default: '100' },
    help: { type: 'boolean', default: false },
  },
});

const { deb, out } = values;
const version = /_([^_]+)_amd64/.exec(deb ?? '')?.[1];
if (values.help || deb === undefined || out === undefined || version === undefined) {
  console.log(USAGE);
  process.exitCode = values.help ? 0 : 2;
} else if (deb.endsWith('-devruntime.deb')) {
  console.error(
    `${deb} is on the stand-in runtime, for trying the package: its runtime is old and gets no security updates.\n→ Build it where Electron's own runtime can be downloaded; see docs/it/install.md.`,
  );
  process.exitCode = 1;
} else {
  const percent = z.coerce.number().int().min(1).max(100).parse(values.percent);
  const { directory, keysFile = join(directory, 'keys.json') } = readEnvironment(process.env);
  await signRelease(await loadCentreKeys(keysFile, randomBytes), {
    ...{ deb, version, out, percent },
    releasedAt: new Date(),
  });
  console.log(`${version} for ${percent} % of the kiosks, in ${out}`);
}
