export { issuanceRoutes } from './issuance-routes.ts';
export { type IssuedToken, insertTokens, verifyProvisionalToken } from './provisional-token.ts';
export { revokeToken } from './revoke.ts';
export { statusRoutes } from './status-routes.ts';
