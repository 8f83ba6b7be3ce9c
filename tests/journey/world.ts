import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RunningCentre, startCentre } from '../../central/index.ts';
import { readNationalReport } from '../../central/testing/index.ts';
import type { Totals } from '../../contract/index.ts';
import {
  type DemoCard,
  type KioskCommand,
  kioskCommand,
  provisionDemoKiosk,
  virtualCardFrom,
} from '../../native/demo/index.ts';
import { type Display, inCache, withDisplay } from '../../native/setup/index.ts';
import { type OpenKiosk, openKiosk } from './open-kiosk.ts';

/** Everything around a kiosk, real: display, centre on PostgreSQL, smart-card service with a virtual card. */
export type World = {
  centre(): RunningCentre;
  /** The network goes, and comes back: the same centre at the same address. */
  stopCentre(): Promise<void>;
  startCentre(): Promise<void>;
  totals(): Promise<Totals>;
  /** A kiosk of its own, provisioned but never started; `bare`: with its file lying beside it, still to be set up. */
  newKiosk(name: string, options?: KioskWishes): Promise<Kiosk>;
  takeCard(sample: string): Promise<DemoCard>;
  close(): Promise<void>;
};

export type KioskWishes = { bare?: boolean; allowedReaders?: string[]; allowedCameras?: string[] };

export type Kiosk = {
  profile: string;
  /** Its provisioning file, and the code that stands for it. */
  provisioning: string;
  setUpCode: string;
  /** Where its reports are saved. */
  reports: string;
  /** Where its programs put their temporary files. */
  temporary: string;
  /** How it is started. @param sample whose clip the camera plays, or the path of another clip */
  command(sample: string, switches?: readonly string[]): KioskCommand;
  /** Of the display its window opens on. */
  env: Record<string, string>;
  open(sample: string, switches?: readonly string[]): Promise<OpenKiosk>;
};

/** @param startDisplay another display than the one that is there, or the usual virtual one */
export async function createWorld(startDisplay: () => Promise<Display> = withDisplay): Promise<World> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kiosk-world-'));
  const directory = path.join(folder, 'centre');
  const display = await startDisplay();
  let centre = await startCentre({ directory });
  const port = Number(new URL(centre.url).port);
  const cards: DemoCard[] = [];
  const kiosks: OpenKiosk[] = [];

  return {
    centre: () => centre,
    stopCentre: () => centre.stop(),
    async startCentre() {
      centre = await startCentre({ directory, port });
    },
    async totals() {
      return (await readNationalReport(centre)).national;
    },
    async newKiosk(name, { bare = false, ...allowed } = {}) {
      const profile = path.join(folder, name);
      const reports = path.join(folder, `${name}-reports`);
      const temporary = path.join(folder, `${name}-tmp`);
      mkdirSync(temporary);
      const env = { ...display.env, TMPDIR: temporary };
      const provisioning = path.join(folder, `${name}.json`);
      const setUpCode = await provisionDemoKiosk(centre, name, provisioning, allowed);
      const command: Kiosk['command'] = (sample, switches = []) => {
        const camera = path.isAbsolute(sample) ? sample : inCache('samples', sample, 'clip.mjpeg');
        const { args, ...rest } = kioskCommand({
          ...{ profile, camera, reports },
          provisioning: bare ? undefined : provisioning,
        });
        return { ...rest, args: [...args, ...switches] };
      };
      return {
        ...{ profile, provisioning, setUpCode, reports, temporary, command, env },
        async open(sample, switches) {
          const kiosk = await openKiosk(command(sample, switches), env);
          kiosks.push(kiosk);
          return kiosk;
        },
      };
    },
    async takeCard(sample) {
      const card = await virtualCardFrom(inCache('samples', sample, 'card.json'));
      cards.push(card);
      return card;
    },
    async close() {
      for (const kiosk of kiosks) await kiosk.close().catch(() => {});
      for (const card of cards) await card.stop();
      await centre.stop();
      await display.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
