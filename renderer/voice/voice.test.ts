import { describe, expect, it, vi } from 'vitest';
import { createVoice } from './voice.ts';

const PROMPT = { name: 'consent', words: 'ขอความยินยอม', language: 'th' } as const;

/** A system without recordings; `languages` are those of its voices. */
function system(languages: string[], recordings: string[] = []) {
  const spoken: string[] = [];
  const stopped: string[] = [];
  const voice = createVoice({
    synthesis: {
      getVoices: () => languages.map((lang) => ({ lang }) as SpeechSynthesisVoice),
      speak: (utterance) => spoken.push(`${utterance.lang}: ${utterance.text}`),
      cancel: () => {},
    },
    utterance: (text) => ({ text }) as SpeechSynthesisUtterance,
    async play(url) {
      if (!recordings.includes(url)) throw new Error('404');
      spoken.push(url);
      return { stop: () => stopped.push(url) };
    },
    audio: () => {
      throw new Error('no sound card');
    },
  });
  return { voice, spoken, stopped };
}

describe('the voice', () => {
  it('says the words with a voice of the system for the language', async () => {
    const { voice, spoken } = system(['en-US', 'th-TH']);
    voice.say(PROMPT);
    await expect.poll(() => spoken).toEqual(['th-TH: ขอความยินยอม']);
  });

  it('plays the recording where there is one, and stops it when the screen goes', async () => {
    const url = 'kiosk://voice/th/consent.ogg';
    const { voice, spoken, stopped } = system(['th-TH'], [url]);
    voice.say(PROMPT);
    await expect.poll(() => spoken).toEqual([url]);
    voice.hush();
    expect(stopped).toEqual([url]);
  });

  it('says nothing in a voice of another language', async () => {
    const { voice, spoken } = system(['en-US']);
    voice.say(PROMPT);
    await vi.waitFor(() => Promise.resolve());
    expect(spoken).toEqual([]);
  });

  it('says only the last of two instructions that come quickly', async () => {
    const { voice, spoken } = system(['th-TH']);
    voice.say({ ...PROMPT, words: 'หนึ่ง' });
    voice.say({ ...PROMPT, words: 'สอง' });
    await expect.poll(() => spoken).toEqual(['th-TH: สอง']);
  });
});
