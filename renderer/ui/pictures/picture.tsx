import type { ComponentType } from 'react';
import * as card from './card-pictures.tsx';
import * as face from './face-pictures.tsx';
import * as other from './other-pictures.tsx';
import styles from './pictures.module.css';

/** Every picture by its name. Those of the face carry the names that the capture's guidance uses. */
export const PICTURES = {
  'card-in': card.CardIn,
  'card-stays': card.CardStays,
  'card-out': card.CardOut,
  'card-turn': card.CardTurn,
  'card-wrong': card.CardWrong,
  'reader-trouble': card.ReaderTrouble,
  'camera-trouble': card.CameraTrouble,
  'look-straight': face.LookStraight,
  'hold-still': face.HoldStill,
  'turn-left': face.TurnLeft,
  'turn-right': face.TurnRight,
  'look-up': face.LookUp,
  blink: face.Blink,
  'open-mouth': face.OpenMouth,
  'well-done': face.WellDone,
  closer: face.Closer,
  further: face.Further,
  centre: face.Centre,
  'one-person': face.OnePerson,
  'too-dark': face.TooDark,
  'too-bright': face.TooBright,
  'uneven-light': face.UnevenLight,
  'no-mask': face.NoMask,
  'no-dark-glasses': face.NoDarkGlasses,
  'open-eyes': face.OpenEyes,
  'close-mouth': face.CloseMouth,
  staff: other.Staff,
  compare: other.Compare,
  'phone-scan': other.PhoneScan,
  'phone-code': other.PhoneCode,
  network: other.Network,
  padlock: other.Padlock,
  trouble: other.Trouble,
  finished: other.Finished,
} as const satisfies Record<string, ComponentType>;

export type PictureName = keyof typeof PICTURES;

type Size = 'small' | 'medium' | 'face' | 'large' | 'full';

/** One of our own drawings. The words beside it say the same, so it is silent for a screen reader. */
export function Picture({ name, size = 'medium' }: { name: PictureName; size?: Size }) {
  const Drawing = PICTURES[name];
  return (
    <svg viewBox="0 0 240 240" className={styles[size]} aria-hidden="true" data-picture={name}>
      <Drawing />
    </svg>
  );
}
