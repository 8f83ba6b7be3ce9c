export type { JourneyReport } from './journey-report.ts';
export { type JourneyOptions, runJourney } from './run-journey.ts';
