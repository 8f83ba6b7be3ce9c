export { countConfirmation, countTokens, findOrAddPersons } from './count.ts';
export { reportRoutes } from './routes.ts';
