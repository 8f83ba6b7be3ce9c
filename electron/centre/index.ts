export { type CentreClient, createCentreClient } from './centre-client.ts';
