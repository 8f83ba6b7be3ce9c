import { z } from 'zod';
import { KioskError } from '../../contract/index.ts';

export type CardStatus = 'normal' | 'not-normal';

/** What the registrar's check of a card needs. It leaves the centre for nobody else. */
export type CardQuestion = { cid: string; chipNumber: string | null; requestNumber: string };

/** The registrar's online check. @throws CENTRE_UNREACHABLE when there is no answer: it is asked again later */
export type Registrar = (question: CardQuestion) => Promise<CardStatus>;

const answerSchema = z.object({ status: z.enum(['normal', 'not-normal']) });
const TIMEOUT_MS = 10_000;

/**
 * Asks over HTTP: POST of the question as JSON, answer `{"status"}`. The registrar's own interface is given to
 * agencies by contract only; a gateway of this shape stands before it.
 */
export function httpRegistrar(url: string, fetch: typeof globalThis.fetch): Registrar {
  return async (question) => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(question),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return answerSchema.parse(await response.json()).status;
    } catch {
      // The cause is dropped on purpose: it may quote the question.
      throw new KioskError('CENTRE_UNREACHABLE');
    }
  };
}

/** For demonstration and tests: every card is normal but those named. */
export function simulatedRegistrar(notNormal: readonly string[] = []): Registrar {
  return async ({ cid }) => (notNormal.includes(cid) ? 'not-normal' : 'normal');
}
