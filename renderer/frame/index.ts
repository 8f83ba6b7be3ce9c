export { CitizenScreen, useCancel } from './citizen-screen.tsx';
export { pictureOfError } from './error-picture.ts';
export { ErrorWords } from './error-words.tsx';
export { Loading } from './loading.tsx';
export { MoreTime, type Timed } from './more-time.tsx';
export { PrivateCover } from './private-cover.tsx';
export { StaffCover } from './staff-cover.tsx';
export { StaffScreen } from './staff-screen.tsx';
export { type Stage, Stages } from './stages.tsx';
