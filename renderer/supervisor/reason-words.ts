import { ERRORS, isErrorCode, type Language } from '../../contract/index.ts';

/** The catalogue's first words, and the code by which IT knows it. */
export function reasonWords(code: string, language: Language): string {
  if (!isErrorCode(code)) return code;
  const [words = code] = ERRORS[code][language].split(/ \{|[.,;]/);
  return `${words} (${code})`;
}
