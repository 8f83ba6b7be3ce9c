import {
  KioskError,
  type Language,
  REFERENCE_LETTERS,
  type SlipContent,
  type SlipMade,
  type VisitSummary,
  type VisitView,
  type Written,
} from '../contract/index.ts';
import type { Drive } from './drive.ts';
import type { SlipPrinter } from './shell/index.ts';

const DAY_MS = 86_400_000;

export type SlipOptions = {
  printer: SlipPrinter;
  drive: Pick<Drive, 'saveSlip'>;
  /** The visit of the moment, and what is known of the last one that ended. */
  visit(): { view: VisitView; last: VisitSummary | null };
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
  make(language: Language): Promise<SlipMade>;
  /**
   * The same slip as a file (PDF) in a folder that staff choose, to print or hand over in another way.
   * @throws KioskError REQUEST_INVALID when no visit is there, also when it ended while they chose; DRIVE_FAILED
   */
  save(language: Language, actor: string): Promise<Written>;
  /** The visit is over: nothing of its slip stays. */
  forget(): Promise<void>;
};

export function createSlips({ printer, drive, visit, ...options }: SlipOptions): Slips {
  const { facility, training, tokenValidDays, now } = options;
  /** Whether a file may lie there: from before the start, too. */
  let mayLie = true;
  let current: { recordId: string; content: SlipContent; how: Promise<SlipMade> | null } | null = null;

  /** The slip of the visit that is there; in the language of whoever asked first. */
  function slipNow(language: Language): NonNullable<typeof current> {
    const { view, last } = visit();
    if (view.step !== 'done' || !last?.recordId)
      throw new KioskError('REQUEST_INVALID', { reason: 'no token to make a slip for' });
    const { recordId } = last;
    if (current?.recordId === recordId) return current;
    const { hcode, nameTh, nameEn } = facility();
    const content: SlipContent = {
      language,
      facility: { hcode, nameTh, nameEn },
      transactionCode: view.transactionCode,
      reference: recordId.slice(0, REFERENCE_LETTERS),
      madeAt: now().toISOString(),
      expiresAt: new Date(now().getTime() + tokenValidDays * DAY_MS).toISOString(),
      training,
    };
    current = { recordId, content, how: null };
    return current;
  }

  return {
    async make(language) {
      const slip = slipNow(language);
      mayLie = true;
      slip.how ??= printer.make(slip.content);
      return slip.how;
    },
    async save(language, actor) {
      const { recordId, content } = slipNow(language);
      return drive.saveSlip({ recordId, actor }, () => {
        if (slipNow(language).recordId !== recordId) throw new KioskError('REQUEST_INVALID');
        return printer.toPdf(content);
      });
    },
    async forget() {
      const made = current?.how;
      current = null;
      if (!mayLie) return;
      mayLie = false;
      await made?.catch(() => {});
      await printer.forget();
    },
  };
}
