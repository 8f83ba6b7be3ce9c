import { createRecordings } from './recordings.ts';
import { createVoice, type Voice } from './voice.ts';

/** The voice of a real window. */
export function browserVoice(): Voice {
  return createVoice({
    synthesis: window.speechSynthesis,
    utterance: (words) => new SpeechSynthesisUtterance(words),
    play: createRecordings(new Audio()),
    audio: () => new AudioContext(),
  });
}
