export { type DemoCard, hasRealReader, virtualCardFrom } from './demo-card.ts';
export { type DemoCentre, provisionDemoKiosk, startDemoCentre } from './demo-centre.ts';
export { type KioskCommand, type KioskOptions, kioskCommand } from './kiosk-command.ts';
export { start } from './start.ts';
