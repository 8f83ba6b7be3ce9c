export { authenticateViewer, SESSION_COOKIE, signedIn, viewerOf } from './authenticate.ts';
export { viewerRoutes } from './routes.ts';
export { withScope } from './scope.ts';
export { listViewers, openSession, removeViewer, setViewer } from './viewers.ts';
