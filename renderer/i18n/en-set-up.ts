import type { Words } from './words.ts';

/** English words of a machine that belongs to no facility yet. */
export const enSetUp: Pick<Words, 'setUp'> = {
  setUp: {
    title: 'Set up this machine',
    lead: 'This machine belongs to no facility yet. IT uses the set-up code or the file that the centre made for it.',
    byCode: 'Type the set-up code',
    centreUrl: 'Address of the centre',
    code: 'Set-up code, 20 letters',
    byFile: 'Use the set-up file',
    fileLead: 'Choose the .provisioning.json file on the drive that was brought.',
    chooseFile: 'Choose the file',
    start: 'Set up this machine',
    working: 'Setting up this machine',
  },
};
