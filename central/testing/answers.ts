import {
  type ErrorReport,
  errorBodySchema,
  type NationalReport,
  nationalReportSchema,
  oauthErrorSchema,
  recordResponseSchema,
  type ViewerScope,
} from '../../contract/index.ts';
import { inSession, openSession, SESSION_COOKIE, setViewer } from '../access/index.ts';
import type { Database } from '../database/index.ts';
import type { TestCentre } from './test-centre.ts';

/** The error that an answer carries, in the catalogue's form or in OAuth's; throws when it carries none. */
export async function errorOf(response: Response): Promise<ErrorReport> {
  const body = await response.json();
  const asOauth = oauthErrorSchema.safeParse(body);
  if (!asOauth.success) return errorBodySchema.parse(body).error;
  const { code, details } = asOauth.data;
  return { code, details };
}

/** Of the centre's audit log, the events about a subject in their order. */
export async function auditEventsOf({ db }: TestCentre, subject: string): Promise<string[]> {
  const rows = await db
    .selectFrom('audit_events')
    .where('subject', '=', subject)
    .select('event')
    .orderBy('id')
    .execute();
  return rows.map(({ event }) => event);
}

export async function receiptOf(response: Response): Promise<string> {
  return recordResponseSchema.parse(await response.json()).receipt;
}

type ReportingCentre = { url: string; db: Database; now?: () => Date };
const MINISTRY: ViewerScope = { kind: 'ministry', place: '' };

/** The session of a viewer of that scope who has just signed in; one of before ends. @returns its secret */
export async function sessionOf(
  { db, now = () => new Date() }: Pick<ReportingCentre, 'db' | 'now'>,
  scope: ViewerScope,
): Promise<string> {
  const name = `${scope.kind}-${scope.place}`;
  await setViewer(db, { name, scope }, now());
  return openSession(db, name, now());
}

/** Asks for a report as a viewer of that scope who has just signed in. */
export async function askReport(
  centre: ReportingCentre,
  path: string,
  scope: ViewerScope = MINISTRY,
): Promise<Response> {
  const secret = await sessionOf(centre, scope);
  return fetch(centre.url + path, { headers: { cookie: `${SESSION_COOKIE}=${secret}` } });
}

/** Reads from the database as such a viewer's report does. */
export async function readAs<Result>(
  centre: TestCentre,
  scope: ViewerScope,
  work: (scoped: Database) => Promise<Result>,
): Promise<Result> {
  return inSession(centre.reports, await sessionOf(centre, scope), centre.now(), work);
}

export async function readNationalReport(
  centre: ReportingCentre,
  scope: ViewerScope = MINISTRY,
): Promise<NationalReport> {
  return nationalReportSchema.parse(await (await askReport(centre, '/v1/reports/regions', scope)).json());
}
