export { lookForUpdate, type UpdateOptions, type UpdateState } from './updates.ts';
