import {
  type ErrorReport,
  errorBodySchema,
  type NationalReport,
  nationalReportSchema,
  recordResponseSchema,
} from '../../contract/index.ts';

/** The error that an answer carries; throws when it carries none. */
export async function errorOf(response: Response): Promise<ErrorReport> {
  return errorBodySchema.parse(await response.json()).error;
}

export async function receiptOf(response: Response): Promise<string> {
  return recordResponseSchema.parse(await response.json()).receipt;
}

export async function readNationalReport(centre: { url: string }): Promise<NationalReport> {
  return nationalReportSchema.parse(await (await fetch(`${centre.url}/v1/reports/regions`)).json());
}
