const bangkokDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Bangkok' });
/** Thailand has had no other offset since 1920, and no summer time. */
const BANGKOK_OFFSET_MS = 7 * 3_600_000;

/** `YYYY-MM-DD`, as facilities count their days. */
export const dayInBangkok = (at: Date): string => bangkokDay.format(at);

/** From 0 to 23. */
export const hourInBangkok = (at: Date): number => new Date(at.getTime() + BANGKOK_OFFSET_MS).getUTCHours();
