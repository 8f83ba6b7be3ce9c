export { PRINTED_ROWS } from './feed-printed.ts';
