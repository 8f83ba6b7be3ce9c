export { authenticateViewer, SESSION_COOKIE, signedIn, viewerOf } from './authenticate.ts';
export type { OpenIdSettings } from './openid.ts';
export { openReports } from './report-account.ts';
export { viewerRoutes } from './routes.ts';
export { asViewer, inSession } from './scope.ts';
export { listViewers, openSession, removeViewer, setOpenIdViewer, setViewer } from './viewers.ts';
