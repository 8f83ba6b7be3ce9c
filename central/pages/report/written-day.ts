import type { Language } from '../language.ts';

/** From this year on, a year can only be of the Buddhist era. */
const FIRST_BUDDHIST_YEAR = 2400;
const BUDDHIST_YEARS_AHEAD = 543;

/** `YYYY-MM-DD` as it is written in a field: `25/10/2569` in Thai, `25/10/2026` in English. */
export function writeDay(isoDay: string, language: Language): string {
  if (isoDay === '') return '';
  const [year, month, day] = isoDay.split('-');
  return `${day}/${month}/${language === 'th' ? Number(year) + BUDDHIST_YEARS_AHEAD : year}`;
}

/** A written day, in either era, as `YYYY-MM-DD`; null for what is no day of the calendar. */
export function readDay(written: string): string | null {
  const [, day, month, year] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(written) ?? [];
  if (!day || !month || !year) return null;
  const common = Number(year) - (Number(year) >= FIRST_BUDDHIST_YEAR ? BUDDHIST_YEARS_AHEAD : 0);
  const iso = `${common}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${iso}T00:00:00Z`);
  // 31/2 would become a day in March.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : null;
}
