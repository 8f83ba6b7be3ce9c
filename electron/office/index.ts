export { daysOf, forFileName } from './days.ts';
export { createJournal, type Journal } from './journal.ts';
export { figuresWorkbook } from './workbook.ts';
