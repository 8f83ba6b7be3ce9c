export { countConfirmation, countTokens, findOrAddPersons } from './count.ts';
export { listRoutes } from './list-routes.ts';
export { liveRoute } from './live-route.ts';
export { reportRoutes } from './routes.ts';
