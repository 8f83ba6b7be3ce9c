import { join } from 'node:path';
import type { RealEngine } from '../../face/index.ts';
import type { Person, Shot } from './studio/shot.ts';

/** Where `startRealEngine` finds the page of the studio. */
export const STUDIO_PAGE = join(import.meta.dirname, 'studio', 'index.html');

export type Studio = {
  /** What chip and camera would hold of the photo's largest face; null when there is none. */
  enroll(photo: Uint8Array): Promise<{ reference: Uint8Array; probe: Uint8Array } | null>;
  /** Puts the largest face of a photo before the camera; answers whether there was one. */
  seat(person: Person, photo: Uint8Array): Promise<boolean>;
  shoot(shots: readonly Shot[]): Promise<Uint8Array[]>;
};

export function createStudio({ inPage }: Pick<RealEngine, 'inPage'>): Studio {
  const call = (method: string, ...args: unknown[]): Promise<unknown> =>
    inPage(`window.studio.${method}(${args.map((value) => JSON.stringify(value)).join()})`);
  return {
    enroll: (photo) => call('enroll', base64(photo)) as ReturnType<Studio['enroll']>,
    seat: (person, photo) => call('seat', person, base64(photo)) as Promise<boolean>,
    shoot: (shots) => call('shoot', shots) as Promise<Uint8Array[]>,
  };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
