export { browserVoice } from './browser-voice.ts';
export { useChime, useSpoken, VoiceContext } from './use-voice.ts';
export { createVoice, type Prompt, type Voice } from './voice.ts';
