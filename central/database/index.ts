export { createMonths } from './add-month.ts';
export { durably } from './durably.ts';
export { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
export { migrate } from './migrate.ts';
export { type Database, databaseAnswers, isDatabaseAway, openDatabase } from './open-database.ts';
export { oneAtATime } from './patiently.ts';
export { makeSumsAnew, sumProvincesAnew } from './sums-anew.ts';
export type { Tables } from './tables.ts';
