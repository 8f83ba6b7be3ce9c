export type Language = 'th' | 'en';

/** Thai unless the address or an earlier choice says otherwise. */
export function currentLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem('language');
  return asked === 'en' ? 'en' : 'th';
}

/** The switch names the other language in that language. */
export function setUpLanguageSwitch(button: HTMLButtonElement, onChange: (language: Language) => void): void {
  const show = (language: Language) => {
    document.documentElement.lang = language;
    button.textContent = language === 'th' ? 'English' : 'ไทย';
    button.lang = language === 'th' ? 'en' : 'th';
    onChange(language);
  };
  button.addEventListener('click', () => show(switchLanguage()));
  show(currentLanguage());
}

/** To the other language, from now on. @returns it */
export function switchLanguage(): Language {
  const language = currentLanguage() === 'th' ? 'en' : 'th';
  localStorage.setItem('language', language);
  const address = new URL(location.href);
  address.searchParams.set('lang', language);
  history.replaceState(null, '', address);
  return language;
}

/** Fills every element that has `data-text` with its words. */
export function fillWords(words: Record<string, string>): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
    element.textContent = words[element.dataset.text ?? ''] ?? '';
  }
}

/** Date and time in Bangkok; Buddhist calendar in Thai. */
export function formatTime(iso: string, language: Language): string {
  const locale = language === 'th' ? 'th-TH-u-ca-buddhist' : 'en-GB';
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Asia/Bangkok',
  }).format(new Date(iso));
}

/** A day (`YYYY-MM-DD`) in words; Buddhist calendar in Thai. */
export function formatDay(isoDay: string, language: Language): string {
  const locale = language === 'th' ? 'th-TH-u-ca-buddhist' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(isoDay));
}

/** The month of a day (`YYYY-MM-DD`); Buddhist calendar in Thai. */
export function formatMonth(isoDay: string, language: Language): string {
  const locale = language === 'th' ? 'th-TH-u-ca-buddhist' : 'en-GB';
  const parts = { month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, parts).format(new Date(isoDay));
}

export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} #${id}.`);
  return found;
}
