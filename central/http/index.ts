export { answerTo, errorResponses, handleError, handleNotFound, sendWritten } from './answers.ts';
export { limitInFlight, limitRate } from './limits.ts';
export { handleOauthError, oauthErrorResponses } from './oauth-error.ts';
export { openApiDocument } from './openapi.ts';
export { pageRoutes } from './pages.ts';
export { watchUnusedConnections } from './unused-connections.ts';
