export { diagnose, type Finding, type Probes, type Subject } from './diagnose.ts';
