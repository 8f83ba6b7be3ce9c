import { formatMoment, useLanguage } from '../i18n/index.ts';

/** Moments (ISO 8601 UTC) as the reader's language says them. */
export function useMoments(): (isoMoment: string) => string {
  const language = useLanguage();
  return (isoMoment) => formatMoment(isoMoment, language);
}
