import {
  type ErrorReport,
  errorBodySchema,
  type NationalReport,
  nationalReportSchema,
  oauthErrorSchema,
  recordResponseSchema,
} from '../../contract/index.ts';
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

export async function readNationalReport(centre: { url: string }): Promise<NationalReport> {
  return nationalReportSchema.parse(await (await fetch(`${centre.url}/v1/reports/regions`)).json());
}
