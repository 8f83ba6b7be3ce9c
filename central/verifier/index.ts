export { forgetOldRequests } from './presentation-requests.ts';
export { verifierRoutes } from './routes.ts';
