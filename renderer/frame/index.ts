export { CitizenScreen, useCancel } from './citizen-screen.tsx';
export { pictureOfError } from './error-picture.ts';
export { ErrorWords } from './error-words.tsx';
export { StaffScreen } from './staff-screen.tsx';
