import type { FastifyRequest } from 'fastify';
import { KioskError, type ViewerScope } from '../../contract/index.ts';
import { asViewer, signedIn } from '../access/index.ts';
import type { CentreContext } from '../context.ts';
import type { Database } from '../database/index.ts';
import { shareWork } from './share-work.ts';

type Work<Answer> = (scoped: Database, viewer: { scope: ViewerScope }) => Promise<Answer>;

/**
 * Answers viewers in their scope. Hundreds of live pages ask the same at once when counts change: those of one scope and one address
 * get one answer between them, and never one of another scope. It is read in the session of whoever's turn it is; where that one is
 * over by then, each of the others asks in its own. Who asks while nobody else asks for that address is answered by itself, on the
 * shortest way.
 *
 * @throws REPORT_SIGN_IN when the session is nobody's, or over
 */
export function sharedAnswers(context: CentreContext) {
  const share = shareWork();
  /** How many are being answered, by address. */
  const asking = new Map<string, number>();
  const change = (address: string, by: number): number => {
    const now = (asking.get(address) ?? 0) + by;
    if (now === 0) asking.delete(address);
    else asking.set(address, now);
    return now;
  };

  async function answerAmongOthers<Answer>(request: FastifyRequest, work: Work<Answer>): Promise<Answer> {
    const viewer = await signedIn(context, request);
    if (viewer === null) throw new KioskError('REPORT_SIGN_IN');
    const { kind, place } = viewer.scope;
    const shared = share(JSON.stringify([kind, place, request.url]), () =>
      asViewer(context, request, (scoped, reader) => {
        if (reader.scope.kind !== kind || reader.scope.place !== place)
          throw new KioskError('REPORT_SIGN_IN');
        return work(scoped, reader);
      }),
    );
    return shared.catch((fault: unknown) => {
      if (fault instanceof KioskError && fault.code === 'REPORT_SIGN_IN')
        return asViewer(context, request, work);
      throw fault;
    });
  }

  return async <Answer>(request: FastifyRequest, work: Work<Answer>): Promise<Answer> => {
    const isAlone = change(request.url, 1) === 1;
    try {
      return await (isAlone ? asViewer(context, request, work) : answerAmongOthers(request, work));
    } finally {
      change(request.url, -1);
    }
  };
}
