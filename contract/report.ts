import { z } from 'zod';
import { hcodeSchema, regionSchema } from './device.ts';

/** The ministry's four numbers. A device counts once registered, a person once however many tokens. */
export const totalsSchema = z.object({
  devices: z.number().int(),
  persons: z.number().int(),
  tokens: z.number().int(),
  confirmedTokens: z.number().int(),
});
export type Totals = z.infer<typeof totalsSchema>;

/** Of what has no devices of its own. */
const countsSchema = totalsSchema.omit({ devices: true });

/** Days as facilities count them (Bangkok), both included; without them the report is of all time. */
export const periodQuerySchema = z
  .object({ from: z.iso.date().optional(), to: z.iso.date().optional() })
  .refine(
    ({ from, to }) => (from === undefined) === (to === undefined) && (from ?? '') <= (to ?? ''),
    'period',
  );
export type PeriodQuery = z.infer<typeof periodQuerySchema>;
export type Days = { from: string; to: string };

/** What a kiosk's supervisor sees: this device, its facility, its region. */
export const deviceReportSchema = z.object({
  device: totalsSchema,
  facility: totalsSchema,
  region: totalsSchema,
  /** Time of the data at the centre. */
  asOf: z.iso.datetime(),
});
export type DeviceReport = z.infer<typeof deviceReportSchema>;

/** A region; `totals` is null where nothing was ever reported ("ไม่มีข้อมูล", not 0). */
export const regionRowSchema = z.object({ region: regionSchema, totals: totalsSchema.nullable() });
export type RegionRow = z.infer<typeof regionRowSchema>;

/** A facility's row of the printed report. */
export const facilityRowSchema = totalsSchema.extend({
  hcode: z.string(),
  nameTh: z.string(),
  province: z.string(),
  amphoe: z.string(),
});
export type FacilityRow = z.infer<typeof facilityRowSchema>;

export const nationalReportSchema = z.object({
  national: totalsSchema,
  regions: z.array(regionRowSchema),
  asOf: z.iso.datetime(),
});
export type NationalReport = z.infer<typeof nationalReportSchema>;

export const regionReportSchema = z.object({
  region: regionSchema,
  facilities: z.array(facilityRowSchema),
  asOf: z.iso.datetime(),
});
export type RegionReport = z.infer<typeof regionReportSchema>;

const instant = z.iso.datetime();

/**
 * One facility: its devices, and its operators by the names that it gave them. A person counts once at each device, and with the
 * operator who served them first in the facility.
 */
export const facilityReportSchema = z.object({
  facility: facilityRowSchema.extend({ region: regionSchema }),
  devices: z.array(
    countsSchema.extend({
      deviceId: z.string(),
      name: z.string(),
      status: z.enum(['active', 'revoked']),
      lastSeenAt: instant.nullable(),
    }),
  ),
  operators: z.array(
    countsSchema.extend({
      operatorId: z.string(),
    }),
  ),
  asOf: instant,
});
export type FacilityReport = z.infer<typeof facilityReportSchema>;

export const grainSchema = z.enum(['day', 'week', 'month']);
export type Grain = z.infer<typeof grainSchema>;

/**
 * Counts over time of all that the viewer sees, or of one region, facility, device or operator in it. `place` of an operator is
 * the facility's code, a slash, and the facility's name for them.
 */
export const seriesQuerySchema = z.object({
  of: z.enum(['all', 'region', 'facility', 'device', 'operator']).default('all'),
  place: z.string().max(100).default(''),
  grain: grainSchema.default('day'),
  from: z.iso.date(),
  to: z.iso.date(),
});
export type SeriesQuery = z.infer<typeof seriesQuerySchema>;

/**
 * `start`: first day of each day, week (Monday) or month; those without visits are there too.
 */
export const seriesSchema = z.object({
  points: z.array(countsSchema.extend({ start: z.iso.date() })),
  asOf: instant,
});
export type Series = z.infer<typeof seriesSchema>;

/** Facilities whose devices were not heard of, or keep records back, for so many days. */
export const silentQuerySchema = z.object({ days: z.coerce.number().int().min(1).max(365).default(3) });
export const silentFacilitiesSchema = z.object({
  facilities: z.array(
    z.object({
      hcode: z.string(),
      nameTh: z.string(),
      province: z.string(),
      region: regionSchema,
      devices: z.number().int(),
      lastSeenAt: instant.nullable(),
      lastVisitDay: z.iso.date().nullable(),
      waitingRecords: z.number().int(),
      oldestWaitingAt: instant.nullable(),
    }),
  ),
  /** Of all; at most 1000 are in the answer. */
  count: z.number().int(),
  asOf: instant,
});
export type SilentFacilities = z.infer<typeof silentFacilitiesSchema>;

/** A list is given by pages, of as many as names are opened at once. */
export const LIST_PAGE_ROWS = 50;
const pageSchema = z.coerce.number().int().min(1).max(10_000).default(1);
const unconfirmedDaysSchema = z.coerce.number().int().min(0).max(365).default(3);

/** Who has a token of a facility and has not confirmed it: by the token, never by name. */
export const unconfirmedQuerySchema = z.object({
  hcode: hcodeSchema,
  days: unconfirmedDaysSchema,
  page: pageSchema,
});
export const unconfirmedTokensSchema = z.object({
  nameTh: z.string().nullable(),
  /** The longest waiting first. */
  tokens: z.array(
    z.object({ tokenId: z.string(), level: z.string(), issuedAt: instant, expiresAt: instant }),
  ),
  /** On all pages. */
  count: z.number().int(),
  asOf: instant,
});
export type UnconfirmedTokens = z.infer<typeof unconfirmedTokensSchema>;

/** Which facilities of a region have most of them. */
export const unconfirmedByFacilityQuerySchema = z.object({
  region: z.coerce.number().pipe(regionSchema),
  days: unconfirmedDaysSchema,
});
export const unconfirmedBySchema = z.object({
  /** The most first; facilities without any are left out. */
  facilities: z.array(
    z.object({
      hcode: z.string(),
      nameTh: z.string(),
      province: z.string(),
      count: z.number().int(),
      oldestAt: instant,
    }),
  ),
  asOf: instant,
});
export type UnconfirmedByFacility = z.infer<typeof unconfirmedBySchema>;

/** People whom their facility is to call back, of one facility or of all; the longest waiting first. */
export const callBacksQuerySchema = z.object({ hcode: hcodeSchema.optional(), page: pageSchema });
export const reportedCallBacksSchema = z.object({
  callBacks: z.array(
    z.object({
      tokenId: z.string(),
      hcode: z.string(),
      nameTh: z.string(),
      reason: z.string(),
      addedAt: instant,
    }),
  ),
  /** On all pages. */
  count: z.number().int(),
  asOf: instant,
});
export type ReportedCallBacks = z.infer<typeof reportedCallBacksSchema>;

/**
 * Visits of a facility by weekday (1 Monday … 7 Sunday) and hour (Bangkok); hours without any are left out. On how many days of each
 * weekday it had visits: without them a sum says nothing of a usual day.
 */
export const hoursQuerySchema = z.object({ hcode: hcodeSchema, from: z.iso.date(), to: z.iso.date() });
const weekdaySchema = z.number().int().min(1).max(7);
export const visitHoursSchema = z.object({
  hours: z.array(
    z.object({
      weekday: weekdaySchema,
      hour: z.number().int().min(0).max(23),
      visits: z.number().int(),
    }),
  ),
  openDays: z.array(z.object({ weekday: weekdaySchema, days: z.number().int() })),
  asOf: instant,
});
export type VisitHours = z.infer<typeof visitHoursSchema>;

/** Whose tokens these are. Each look is written to the audit log with the viewer's name. */
export const citizenNamesQuerySchema = z.object({
  tokenIds: z.array(z.string().max(64)).min(1).max(LIST_PAGE_ROWS),
});
export const citizenNamesSchema = z.object({
  names: z.array(z.object({ tokenId: z.string(), name: z.string() })),
});
export type CitizenNames = z.infer<typeof citizenNamesSchema>;

/**
 * How far a viewer of the report sees. `place`: number of the region, name of the province in Thai, code of the facility;
 * empty for the ministry.
 */
export const viewerScopeSchema = z.object({
  kind: z.enum(['ministry', 'region', 'province', 'facility']),
  place: z.string().max(80),
});
export type ViewerScope = z.infer<typeof viewerScopeSchema>;

export const viewerSchema = z.object({ name: z.string(), scope: viewerScopeSchema });
export type ViewerView = z.infer<typeof viewerSchema>;

export const viewerSignInSchema = z.object({ name: z.string().max(80), password: z.string().max(200) });
