import { createContext, useContext, useEffect } from 'react';
import { useLanguage } from '../i18n/index.ts';
import { useKiosk } from '../state/index.ts';
import type { Voice } from './voice.ts';

/** Null where nothing is to be heard, as in the gallery. */
export const VoiceContext = createContext<Voice | null>(null);

/** What a screen or an instruction says aloud when it comes; a null name says nothing. Silent when the citizen wants it so. */
export function useSpoken(name: string | null, words: readonly string[]): void {
  const voice = useContext(VoiceContext);
  const language = useLanguage();
  const silent = useKiosk(({ sound }) => sound === 'off');
  const text = words.join(' ');
  useEffect(() => {
    if (!voice || silent || name === null) return;
    voice.say({ name, words: text, language });
    return voice.hush;
  }, [voice, silent, name, text, language]);
}

/** Rings when the screen comes and again after so long, until it goes; null for not at all. */
export function useChime(everySeconds: number | null): void {
  const voice = useContext(VoiceContext);
  const silent = useKiosk(({ sound }) => sound === 'off');
  useEffect(() => {
    if (!voice || silent || everySeconds === null) return;
    voice.chime();
    const timer = setInterval(voice.chime, everySeconds * 1000);
    return () => clearInterval(timer);
  }, [voice, silent, everySeconds]);
}
