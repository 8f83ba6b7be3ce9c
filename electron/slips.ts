import {
  KioskError,
  type Language,
  REFERENCE_LETTERS,
  type SlipContent,
  type SlipMade,
  type VisitSummary,
  type VisitView,
} from '../contract/index.ts';
import type { SlipPrinter } from './shell/index.ts';

const DAY_MS = 86_400_000;

type Options = {
  printer: SlipPrinter;
  facility(): SlipContent['facility'];
  training: boolean;
  tokenValidDays: number;
  now(): Date;
};

export type Slips = {
  /**
   * One slip for the visit that is at its good end; asked again, the answer is the same and no second one is made.
   * @throws KioskError REQUEST_INVALID when no visit is there
   */
  make(view: VisitView, last: VisitSummary | null, language: Language): Promise<SlipMade>;
  /** The next visit begins: nothing of the last slip stays. */
  forget(): void;
};

export function createSlips({ printer, facility, training, tokenValidDays, now }: Options): Slips {
  let made: { recordId: string; how: Promise<SlipMade> } | null = null;
  return {
    make(view, last, language) {
      if (view.step !== 'done' || !last?.recordId)
        throw new KioskError('REQUEST_INVALID', { reason: 'no token to make a slip for' });
      const { recordId } = last;
      if (made?.recordId !== recordId) {
        const { hcode, nameTh, nameEn } = facility();
        const how = printer.make({
          language,
          facility: { hcode, nameTh, nameEn },
          transactionCode: view.transactionCode,
          reference: recordId.slice(0, REFERENCE_LETTERS),
          madeAt: now().toISOString(),
          expiresAt: new Date(now().getTime() + tokenValidDays * DAY_MS).toISOString(),
          training,
        });
        made = { recordId, how };
      }
      return made.how;
    },
    forget() {
      if (made) void made.how.catch(() => {}).then(() => printer.forget());
      made = null;
    },
  };
}
