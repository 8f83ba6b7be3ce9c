export { isFreePort } from '../free-port.ts';
export {
  askReport,
  auditEventsOf,
  errorOf,
  readAs,
  readNationalReport,
  receiptOf,
  sessionOf,
} from './answers.ts';
export { createForeignVerifier, type Question } from './foreign-verifier.ts';
export { startFourFacilities } from './four-facilities.ts';
export { startReportedYear } from './reported-year.ts';
export { startTestCentre, TEST_ADMIN_TOKEN, type TestCentre } from './test-centre.ts';
export { createTestDevice, type SentRecord, type TestDevice } from './test-device.ts';
export { testFacility } from './test-facility.ts';
export { createTestHolder, type TestHolder } from './test-holder.ts';
export { startCentreWithProvider, type TestProvider } from './test-provider.ts';
export { citizenId, makeRecord, type RecordOptions } from './test-record.ts';
