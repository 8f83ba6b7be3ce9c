import { type KioskQuestion, useAnswer } from '../state/index.ts';

const listStaff: KioskQuestion<'listStaff'> = (bridge) => bridge.listStaff();

/** Who may sign in here. */
export const useStaff = () => useAnswer(listStaff);
