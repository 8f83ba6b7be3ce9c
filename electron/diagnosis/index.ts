export { diagnose, diagnosisFile, type Probes } from './diagnose.ts';
