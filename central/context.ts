import type { Database } from './database/index.ts';
import type { CentreKeys } from './keys/index.ts';

/** What every room of the centre is given. */
export type CentreContext = {
  db: Database;
  /** The same database over connections of its own, for what viewers of the report ask again and again. */
  reports: Database;
  keys: CentreKeys;
  /** Where the centre is reached from outside, without a slash at the end: proofs are bound to it. */
  url: string;
  now: () => Date;
};
