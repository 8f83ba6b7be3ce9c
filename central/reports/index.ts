export { countConfirmation, countToken, findOrAddPerson } from './count.ts';
export { reportRoutes } from './routes.ts';
