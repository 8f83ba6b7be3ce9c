import type { ComponentProps } from 'react';
import { useWords } from '../i18n/index.ts';
import { PinPad } from '../ui/index.ts';

/** The keys on which staff type a PIN, with their words. */
export function StaffPinPad(props: Omit<ComponentProps<typeof PinPad>, 'words'>) {
  const { signIn } = useWords();
  return (
    <PinPad {...props} words={{ eraseLabel: signIn.erase, entered: signIn.pinLength(props.pin.length) }} />
  );
}
