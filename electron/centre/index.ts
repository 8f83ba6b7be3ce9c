export { type CentreClient, createCentreClient } from './centre-client.ts';
export { createDeviceSession, type Session } from './device-session.ts';
export { fetchSetUpFile } from './set-up-file.ts';
