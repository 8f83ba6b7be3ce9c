/** The door for tests and benches that make visits of their own. Apart from `index.ts`, which `npm start` uses and this would lead back to. */
export { DEMO_PEOPLE } from './citizen.ts';
export { driveVisit, waitForCentre, waitForDelivery } from './drive.ts';
export { createWorld } from './world.ts';
