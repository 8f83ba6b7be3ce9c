import { type ErrorReport, READER_TROUBLE, type ReaderState } from '../contract/index.ts';
import type { CardEvent } from './card/index.ts';
import type { VisitEvent } from './enrollment/index.ts';

/** What happens at the reader, as the visit knows it. */
export function visitEventOf(event: CardEvent): VisitEvent {
  switch (event.type) {
    case 'inserted':
      return { type: 'card-inserted' };
    case 'identity':
      return { type: 'card-text', identity: event.identity, ms: event.ms };
    case 'photo-progress':
      return { type: 'card-photo-progress', share: event.share };
    case 'photo': {
      const { jpeg, chipNumber, photoNumber, ms: readMs, exchanges } = event;
      return { type: 'card-photo', photo: { jpeg, chipNumber, photoNumber }, readMs, exchanges };
    }
    case 'failed':
      return { type: 'card-failed', error: event.error };
    case 'removed':
      return { type: 'card-removed' };
    case 'reader':
      return { type: 'reader-problem', error: readerProblem(event.state) };
  }
}

const readerProblem = (state: ReaderState['state']): ErrorReport | null =>
  state === 'ready' ? null : { code: READER_TROUBLE[state] };
