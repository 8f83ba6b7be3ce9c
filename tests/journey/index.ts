export type { JourneyReport } from './journey-report.ts';
export { openKiosk } from './open-kiosk.ts';
export { type JourneyOptions, runJourney } from './run-journey.ts';
