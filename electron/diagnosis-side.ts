import type { Diagnosis } from '../contract/index.ts';
import type { Handlers } from './bridge.ts';
import { diagnosisFile, lookAtKiosk, type Probes } from './diagnosis/index.ts';
import type { Drive } from './drive.ts';
import type { ReaderSide } from './reader-side.ts';
import type { Shift } from './shift.ts';

export type DiagnosisHandlers = Pick<Handlers, 'loadDiagnosis' | 'testCard' | 'saveDiagnosis'>;

/** The diagnosis as its screen asks for it. Only a supervisor opens the system's window of folders. */
export function createDiagnosisHandlers(parts: {
  probes: Probes;
  version: string;
  reader: Pick<ReaderSide, 'test'>;
  shift: Pick<Shift, 'requireSupervisor'>;
  drive: Pick<Drive, 'saveDiagnosis'>;
}): DiagnosisHandlers {
  const { probes, version, reader, shift, drive } = parts;
  /** What is on the screen is what is written. */
  let last: Diagnosis | null = null;

  async function look(): Promise<Diagnosis> {
    last = await lookAtKiosk(probes, version);
    return last;
  }

  return {
    loadDiagnosis: look,
    testCard: reader.test,
    async saveDiagnosis() {
      shift.requireSupervisor();
      return drive.saveDiagnosis(diagnosisFile(last ?? (await look())));
    },
  };
}
