export { type IssuedToken, insertToken, verifyProvisionalToken } from './provisional-token.ts';
export { tokenRoutes } from './routes.ts';
