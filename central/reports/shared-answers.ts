import type { FastifyRequest } from 'fastify';
import { KioskError, type ViewerScope } from '../../contract/index.ts';
import { asViewer, signedIn, withScope } from '../access/index.ts';
import type { CentreContext } from '../context.ts';
import type { Database } from '../database/index.ts';
import { shareWork } from './share-work.ts';

type Work<Answer> = (scoped: Database, viewer: { scope: ViewerScope }) => Promise<Answer>;

/**
 * Answers viewers in their scope. Hundreds of live pages ask the same at once when counts change: those of one scope and one address
 * get one answer between them, and never one of another scope. Who asks while nobody else asks for that address is answered by
 * itself, on the shortest way.
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
    const { scope } = viewer;
    return share(JSON.stringify([scope.kind, scope.place, request.url]), () =>
      withScope(context.reports, scope, (scoped) => work(scoped, { scope })),
    );
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
