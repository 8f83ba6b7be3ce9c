export { enterFacilities, facilityByCode } from './facilities.ts';
export { readFacilities } from './read-facilities.ts';
export { provinceRegion } from './regions.ts';
