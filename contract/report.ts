import { z } from 'zod';
import { regionSchema } from './device.ts';

/** The ministry's four numbers. A device counts once registered, a person once however many tokens. */
export const totalsSchema = z.object({
  devices: z.number().int(),
  persons: z.number().int(),
  tokens: z.number().int(),
  confirmedTokens: z.number().int(),
});
export type Totals = z.infer<typeof totalsSchema>;

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
