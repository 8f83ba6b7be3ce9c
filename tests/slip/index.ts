export { readSlip } from './read-slip.ts';
