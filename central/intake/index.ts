export { type Imported, importFile } from './import-file.ts';
export { openRecord, reopenRecord } from './open-record.ts';
export { type IntakeLimits, intakeRoutes } from './routes.ts';
