import { Delete } from 'lucide-react';
import { useRef } from 'react';
import styles from './pin-pad.module.css';
import { useKeys } from './use-keys.ts';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
/** Shortest and longest PIN that the contract takes. */
const SHORTEST = 4;
const LONGEST = 12;

type Props = {
  pin: string;
  onChange: (pin: string) => void;
  onEnter: () => void;
  disabled: boolean;
  words: { eraseLabel: string; entered: string };
};

export const isPinComplete = (pin: string): boolean => pin.length >= SHORTEST;

/** Keys for a PIN, by touch or keyboard. Shows how many digits there are, never which. */
export function PinPad({ pin, onChange, onEnter, disabled, words }: Props) {
  const pad = useRef<HTMLDivElement>(null);
  const add = (digit: string) => pin.length < LONGEST && onChange(pin + digit);
  const erase = () => onChange(pin.slice(0, -1));

  useKeys(pad, (event) => {
    if (disabled) return;
    if (/^\d$/.test(event.key)) add(event.key);
    else if (event.key === 'Backspace') erase();
    else if (event.key === 'Enter' && isPinComplete(pin)) onEnter();
    else return;
    // A digit key may hold the focus; Enter would press it again.
    event.preventDefault();
  });

  return (
    <div ref={pad}>
      <div className={styles.dots} role="status" aria-label={words.entered}>
        {dotsFor(pin).map(({ place, entered }) => (
          <span key={place} className={`${styles.dot} ${entered ? styles.entered : ''}`} />
        ))}
      </div>
      <div className={styles.pad}>
        {DIGITS.map((digit) => (
          <Key key={digit} digit={digit} onPress={add} disabled={disabled} />
        ))}
        <span />
        <Key digit="0" onPress={add} disabled={disabled} />
        <button
          type="button"
          className={styles.key}
          aria-label={words.eraseLabel}
          disabled={disabled || pin === ''}
          onClick={erase}
          data-testid="pin-erase"
        >
          <Delete aria-hidden="true" />
        </button>
      </div>
    </div>
  );
}

function Key(props: { digit: string; onPress: (digit: string) => void; disabled: boolean }) {
  const { digit, onPress, disabled } = props;
  return (
    <button
      type="button"
      className={styles.key}
      disabled={disabled}
      onClick={() => onPress(digit)}
      data-testid={`pin-${digit}`}
    >
      {digit}
    </button>
  );
}

function dotsFor(pin: string): { place: number; entered: boolean }[] {
  const places = Math.max(6, pin.length);
  return Array.from({ length: places }, (_, place) => ({ place, entered: place < pin.length }));
}
