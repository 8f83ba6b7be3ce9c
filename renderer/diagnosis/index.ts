export { Diagnosis } from './diagnosis.tsx';
