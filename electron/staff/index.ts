export { createRoster, type Roster } from './roster.ts';
export { createStaff, type Staff, type StaffAccount } from './staff.ts';
