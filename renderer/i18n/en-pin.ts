import type { Words } from './words.ts';

/** English words of choosing an own PIN. */
export const enPin: Pick<Words, 'choosePin'> = {
  choosePin: {
    title: 'Choose your own PIN',
    why: 'Somebody else has set the PIN that you signed in with. Choose one that only you know, then you can begin.',
    change: 'Change PIN',
    oldFirst: 'Please type your old PIN first',
    againTitle: 'The new PIN once more',
    changedTitle: 'Your PIN is changed',
    changed: 'Sign in with the new one from now on.',
    old: (name) => `Old PIN of ${name}`,
    chosen: (name) => `New PIN of ${name}`,
    rules: [
      '6 to 12 digits, and not the old PIN',
      'Neither one digit repeated nor a run of digits such as 123456',
      'Told to nobody, not even to a supervisor',
    ],
    next: 'Next',
    use: 'Use this PIN',
    saving: 'Saving the PIN',
  },
};
