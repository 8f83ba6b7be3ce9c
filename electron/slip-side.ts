import path from 'node:path';
import type { Session } from 'electron';
import { codeOf, type Logger } from './log.ts';
import { createSlipPrinter, type Launch } from './shell/index.ts';
import { createSlips, type SlipOptions, type Slips } from './slips.ts';

/** The slips and the printer they come out of. One that a kiosk left behind when it was cut off goes at once. */
export function openSlipSide(
  parts: Omit<SlipOptions, 'printer'> & { session: Session; launch: Launch; log: Logger },
): Slips {
  const { session, launch, log, ...rest } = parts;
  const printer = createSlipPrinter({
    session,
    folder: path.join(launch.profile, 'slip'),
    widthMm: launch.slipWidthMm,
    onTrouble: (reason) => log.warn({ reason }, 'the slip was not printed'),
  });
  const slips = createSlips({ printer, ...rest });
  const forget = () =>
    slips.forget().catch((fault) => log.warn({ fault: codeOf(fault) }, 'a slip could not be removed'));
  void forget();
  return { ...slips, forget };
}
