import type { ErrorReport } from '../contract/index.ts';
import type { CardEvent, ReaderState } from './card/index.ts';
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
      return { type: 'reader-problem', error: READER_PROBLEMS[event.state] };
  }
}

const READER_PROBLEMS: Record<ReaderState['state'], ErrorReport | null> = {
  ready: null,
  missing: { code: 'READER_MISSING' },
  refused: { code: 'READER_NOT_ALLOWED' },
  busy: { code: 'READER_BUSY' },
  stopped: { code: 'PCSC_STOPPED' },
};
