import path from 'node:path';
import type { Session } from 'electron';
import { createEngineWindow, type EngineWindow } from './face/index.ts';
import type { Logger } from './log.ts';
import { giveWay, type Places, SCHEME } from './shell/index.ts';

/** The face engine in its hidden window, not yet started. */
export const openFaceEngine = (session: Session, places: Places, log: Logger): EngineWindow =>
  createEngineWindow({
    session,
    pageUrl: `${SCHEME}://engine/index.html`,
    preload: path.join(places.dist, 'electron', 'face-engine-preload.cjs'),
    giveWay,
    onFault: (cause) => log.warn({ cause }, 'the face engine was restarted'),
  });
