export { lookForUpdate, type UpdateOptions, type UpdateState } from './updates.ts';
export { isReleased } from './verify-release.ts';
