export { App } from './app.tsx';
export { Failure } from './failure.tsx';
