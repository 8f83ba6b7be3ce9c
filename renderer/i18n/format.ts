import { describeError, type ErrorReport, type Language, type PersonName } from '../../contract/index.ts';

/** One day's or month's or year's worth of an ISO 8601 date, as the card may leave the rest open. */
const PARTIAL_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const BUDDHIST_OFFSET_YEARS = 543;
const THAI_CLOCK = 'Asia/Bangkok';

const locale = (language: Language) => (language === 'th' ? 'th-TH' : 'en-GB');

/**
 * A calendar date as people here read it: Buddhist era, `21 มีนาคม 2569` or `21 March 2569 BE`.
 *
 * @param isoDate ISO 8601, `2026-03-21`; month and day may be missing as on some cards. Anything else is
 *   given back as it is.
 */
export function formatDate(isoDate: string, language: Language): string {
  const parts = PARTIAL_DATE.exec(isoDate);
  if (!parts) return isoDate;
  const [, year, month, day] = parts;
  const words = [
    day ? String(Number(day)) : null,
    month ? monthName(Number(month), language, 'long') : null,
    buddhistYear(Number(year), language),
  ];
  return words.filter((word) => word !== null).join(' ');
}

/** `22 พ.ย.` or `22 Nov`, of an ISO 8601 date. */
export function formatDayMonth(isoDate: string, language: Language): string {
  const [, , month, day] = PARTIAL_DATE.exec(isoDate) ?? [];
  return month && day ? `${Number(day)} ${monthName(Number(month), language, 'short')}` : isoDate;
}

/** A moment on the Thai clock, `22 พ.ย. 2569 14:05 น.` or `22 Nov 2569 BE, 14:05`. Takes ISO 8601 UTC. */
export function formatMoment(isoMoment: string, language: Language): string {
  const part = onThaiClock(isoMoment);
  if (!part) return isoMoment;
  const date = [
    String(Number(part.day)),
    monthName(Number(part.month), language, 'short'),
    buddhistYear(Number(part.year), language),
  ].join(' ');
  const time = `${part.hour}:${part.minute}`;
  return language === 'th' ? `${date} ${time} น.` : `${date}, ${time}`;
}

/** The day of a moment on the Thai clock, as `formatDate` says it. Takes ISO 8601 UTC. */
export function formatDay(isoMoment: string, language: Language): string {
  const part = onThaiClock(isoMoment);
  return part ? formatDate(`${part.year}-${part.month}-${part.day}`, language) : isoMoment;
}

/** Null for what is no moment. */
function onThaiClock(isoMoment: string): Partial<Record<Intl.DateTimeFormatPartTypes, string>> | null {
  const moment = new Date(isoMoment);
  if (Number.isNaN(moment.getTime())) return null;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: THAI_CLOCK,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, value]));
}

/** `1,234` in both languages: Arabic digits, as on the ministry's reports. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** `92.4%`; null when there is nothing to take a share of. */
export function formatShare(part: number, whole: number): string | null {
  return whole > 0 ? `${((100 * part) / whole).toFixed(1)}%` : null;
}

/** Prefix and first name stand together in Thai, apart in English. */
export function formatName(name: PersonName, language: Language): string {
  const given = language === 'th' ? `${name.prefix}${name.first}` : `${name.prefix} ${name.first}`;
  return [given, name.middle, name.last]
    .filter((part) => part.trim() !== '')
    .join(' ')
    .trim();
}

/** `123456` → `123 456`: groups of three are easier to carry over to a phone. */
export function formatCode(code: string): string {
  return code.replace(/(.{3})(?=.)/g, '$1 ');
}

/** The catalogue's sentence; a `date` among its details is said in the Buddhist era. */
export function formatError(report: ErrorReport, language: Language): string {
  const date = report.details?.date;
  if (typeof date !== 'string') return describeError(report, language);
  const details = { ...report.details, date: formatDate(date, language) };
  return describeError({ code: report.code, details }, language);
}

function monthName(month: number, language: Language, length: 'long' | 'short'): string {
  return new Intl.DateTimeFormat(locale(language), { month: length, timeZone: 'UTC' }).format(
    new Date(Date.UTC(2000, month - 1, 1)),
  );
}

function buddhistYear(gregorianYear: number, language: Language): string {
  const year = String(gregorianYear + BUDDHIST_OFFSET_YEARS);
  return language === 'th' ? year : `${year} BE`;
}
