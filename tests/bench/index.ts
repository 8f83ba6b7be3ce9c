export { type CentreProcesses, startCentreProcesses } from './centre-processes.ts';
export { serverProcesses } from './processes.ts';
