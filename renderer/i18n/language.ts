import { createContext, useContext } from 'react';
import type { Language } from '../../contract/index.ts';
import { en } from './en.ts';
import { th } from './th.ts';
import type { Words } from './words.ts';

const DICTIONARIES: Record<Language, Words> = { th, en };

/** The language of the screen; set once at the root. */
export const LanguageContext = createContext<Language>('th');

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** The words of the current language. */
export function useWords(): Words {
  return DICTIONARIES[useLanguage()];
}
