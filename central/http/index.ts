export { errorResponses, handleError, handleNotFound } from './answers.ts';
export { limitInFlight, limitRate } from './limits.ts';
export { pageRoutes } from './pages.ts';
