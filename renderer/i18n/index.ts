export {
  formatCode,
  formatCount,
  formatDate,
  formatDay,
  formatDayMonth,
  formatError,
  formatMoment,
  formatName,
  formatShare,
} from './format.ts';
export { LanguageContext, useLanguage, useWords } from './language.ts';
export type { Words } from './words.ts';
