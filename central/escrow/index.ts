export { answerRecovery } from './answer-recovery.ts';
export { loadEscrowKey, makeEscrowKey } from './escrow-key.ts';
