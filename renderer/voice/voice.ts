import type { Language } from '../../contract/index.ts';

/** The kiosk's sounds: spoken instructions, and a chime for whoever forgets the card. */
export type Voice = {
  /**
   * Says an instruction in place of the one before: the recording `resources/voice/LANGUAGE/NAME.ogg` where there is one, else
   * the system's voice for the language, else nothing.
   */
  say(prompt: Prompt): void;
  /** Two soft notes. */
  chime(): void;
  hush(): void;
};

/** @param name of the recording; never made of anything the citizen's card says, and neither are the words */
export type Prompt = { name: string; words: string; language: Language };

type Parts = {
  synthesis: Pick<SpeechSynthesis, 'speak' | 'cancel' | 'getVoices'>;
  utterance(words: string): SpeechSynthesisUtterance;
  /** Plays a recording to its start. Rejects where there is none. */
  play(url: string): Promise<{ stop(): void }>;
  audio(): AudioContext;
};

const RECORDINGS = 'kiosk://voice';
/** A little slower than people talk, for those who hear with difficulty. */
const SPEAKING_RATE = 0.9;
/** A falling third, as at many tills: heard in a full waiting room, and nobody's alarm. */
const CHIME_HZ = [784, 659];
const NOTE_SECONDS = 0.35;
const LOUDNESS = 0.25;

export function createVoice(parts: Parts): Voice {
  let playing: { stop(): void } | null = null;
  let turn = 0;
  let audio: AudioContext | null = null;

  function hush(): void {
    turn += 1;
    playing?.stop();
    playing = null;
    parts.synthesis.cancel();
  }

  function sayBySystem({ words, language }: Prompt): void {
    const voice = parts.synthesis.getVoices().find(({ lang }) => lang.toLowerCase().startsWith(language));
    if (!voice) return;
    parts.synthesis.speak(
      Object.assign(parts.utterance(words), { voice, lang: voice.lang, rate: SPEAKING_RATE }),
    );
  }

  return {
    hush,
    say(prompt) {
      hush();
      const mine = turn;
      parts.play(`${RECORDINGS}/${prompt.language}/${prompt.name}.ogg`).then(
        (started) => {
          if (mine === turn) playing = started;
          else started.stop();
        },
        () => {
          if (mine === turn) sayBySystem(prompt);
        },
      );
    },
    chime() {
      audio ??= parts.audio();
      for (const [place, hertz] of CHIME_HZ.entries()) ring(audio, hertz, place * NOTE_SECONDS);
    },
  };
}

function ring(audio: AudioContext, hertz: number, afterSeconds: number): void {
  const from = audio.currentTime + afterSeconds;
  const note = new OscillatorNode(audio, { frequency: hertz });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, from + NOTE_SECONDS * 1.6);
  note.connect(volume).connect(audio.destination);
  note.start(from);
  note.stop(from + NOTE_SECONDS * 1.6);
}
