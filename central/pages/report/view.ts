import { z } from 'zod';
import { type Grain, grainSchema } from '../../../contract/report.ts';

/** What the page shows. The address says the same, so that every view can be shared and found again by going back. */

const DAY_MS = 86_400_000;
const day = z.iso.date().or(z.literal('')).catch('');

export const SORT_KEYS = [
  ...(['hcode', 'nameTh', 'province', 'amphoe'] as const),
  ...(['devices', 'persons', 'tokens', 'confirmedTokens', 'rate'] as const),
];
export type SortKey = (typeof SORT_KEYS)[number];

const viewSchema = z.object({
  tab: z.enum(['regions', 'facilities', 'compare', 'silent', 'lists']).catch('regions'),
  region: z.coerce.number().int().min(1).max(13).catch(1),
  /** The facility that is looked into; empty for none. */
  hcode: z.string().max(9).catch(''),
  /** Of that facility, the device whose days are shown. */
  device: z.string().max(64).catch(''),
  /** Or the operator. */
  operator: z.string().max(64).catch(''),
  /** The facility whose lists are shown; empty for none. */
  listOf: z.string().max(9).catch(''),
  period: z.enum(['all', '7', '30', '365', 'days']).catch('all'),
  from: day,
  to: day,
  /** What a comparison compares with. */
  beforeFrom: day,
  beforeTo: day,
  /** The region whose facilities are compared; 0 for the regions themselves. */
  compareOf: z.coerce.number().int().min(0).max(13).catch(0),
  grain: grainSchema.catch('day'),
  measure: z.enum(['tokens', 'rate']).catch('tokens'),
  sort: z.enum(SORT_KEYS).catch('hcode'),
  down: z
    .enum(['', '1'])
    .transform((value) => value === '1')
    .catch(false),
  search: z.string().max(80).catch(''),
  page: z.coerce.number().int().min(1).catch(1),
  /** Of the call-backs, which stand below another list. */
  callBackPage: z.coerce.number().int().min(1).catch(1),
  /** Days of silence, or without confirmation. */
  days: z.coerce.number().int().min(1).max(365).catch(3),
});
export type View = z.infer<typeof viewSchema>;
const DEFAULTS: View = viewSchema.parse({});

/** Whatever the address says; what it says wrongly is as if it said nothing. */
export function readView(search: string): View {
  return viewSchema.parse(Object.fromEntries(new URLSearchParams(search)));
}

/** The address of a view: only what is not as usual, and the parameters of others (the language) as they were. */
export function addressOf(view: View, current: string): string {
  const parameters = new URLSearchParams(current);
  for (const [name, value] of Object.entries(view)) {
    if (value === DEFAULTS[name as keyof View]) parameters.delete(name);
    else parameters.set(name, value === true ? '1' : String(value));
  }
  return `?${parameters}`;
}

export type Days = { from: string; to: string };

/** The days of the view's period, both included, as today is; null for all time. */
export function daysOf({ period, from, to }: View, today: string): Days | null {
  if (period === 'all') return null;
  if (period === 'days') return from !== '' && to !== '' && from <= to ? { from, to } : null;
  return { from: daysFrom(today, 1 - Number(period)), to: today };
}

/** As many days just before. */
export function daysBefore({ from, to }: Days): Days {
  const length = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  return { from: daysFrom(from, -length), to: daysFrom(from, -1) };
}

/** A chart of many days shows weeks, and of years months, unless asked for something else. */
export function usualGrain({ from, to }: Days): Grain {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  if (days > 400) return 'month';
  return days > 60 ? 'week' : 'day';
}

export function daysFrom(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** `YYYY-MM-DD` in Bangkok. */
export const dayOf = (at: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Bangkok' }).format(at);
