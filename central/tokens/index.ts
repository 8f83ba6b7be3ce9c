export { openCallBacks, settleCallBack } from './call-backs.ts';
export { issuanceRoutes } from './issuance-routes.ts';
export { type IssuedToken, insertTokens, verifyProvisionalToken } from './provisional-token.ts';
export { revokeAsAsked, revokeToken } from './revoke.ts';
export { centreVerifier, es256Verifier, sdJwtVc } from './sd-jwt.ts';
export { statusListJwt } from './status-list.ts';
export { statusRoutes } from './status-routes.ts';
