export { countConfirmation, countTokens, findOrAddPersons } from './count.ts';
export { listRoutes } from './list-routes.ts';
export { reportRoutes } from './routes.ts';
