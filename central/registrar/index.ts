export { checkCards } from './check-cards.ts';
export { type CardStatus, httpRegistrar, type Registrar, simulatedRegistrar } from './registrar.ts';
