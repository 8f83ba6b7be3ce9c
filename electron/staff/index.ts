export { createStaff, type Staff, type StaffAccount } from './staff.ts';
