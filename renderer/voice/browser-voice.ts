import { createVoice, type Voice } from './voice.ts';

/** The voice of a real window. */
export function browserVoice(): Voice {
  return createVoice({
    synthesis: window.speechSynthesis,
    utterance: (words) => new SpeechSynthesisUtterance(words),
    async play(url) {
      const recording = new Audio(url);
      await recording.play();
      return { stop: () => recording.pause() };
    },
    audio: () => new AudioContext(),
  });
}
