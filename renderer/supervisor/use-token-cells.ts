import { formatCount, formatShare, useWords } from '../i18n/index.ts';

/** Tokens, those confirmed, and their share: the last columns of every table of figures. */
export function useTokenCells(): (tokens: number, confirmed: number) => string[] {
  const { office } = useWords();
  return (tokens, confirmed) => [
    formatCount(tokens),
    formatCount(confirmed),
    formatShare(confirmed, tokens) ?? office.noShare,
  ];
}
