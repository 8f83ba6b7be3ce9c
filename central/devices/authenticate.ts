import type { FastifyRequest } from 'fastify';
import { KioskError, type PublicJwk } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import type { Database } from '../database/index.ts';
import { verifyDeviceProof } from './device-proof.ts';
import { useProof } from './proof-replay.ts';

export type Device = {
  id: string;
  publicKey: PublicJwk;
  hcode: string;
  region: number;
  training: boolean;
  revoked: boolean;
};

const authenticated = new WeakMap<FastifyRequest, Device>();

/**
 * `onRequest` hook: lets only registered devices in, by a DPoP proof that is good once. It runs before the body is
 * read.
 *
 * @throws DEVICE_UNKNOWN, DEVICE_REVOKED, CLOCK_WRONG, REQUEST_INVALID {reason: 'proof' | 'proof-replayed'}
 */
export function authenticateDevice({ db, url, now }: CentreContext) {
  return async (request: FastifyRequest): Promise<void> => {
    const proof = await verifyDeviceProof(request.headers.dpop, {
      method: request.method,
      url: url + request.url,
      now: now(),
    });
    const device = await findDevice(db, proof.deviceId);
    if (device === null) throw new KioskError('DEVICE_UNKNOWN');
    if (device.revoked) throw new KioskError('DEVICE_REVOKED');
    if (!(await useProof(db, proof, now())))
      throw new KioskError('REQUEST_INVALID', { reason: 'proof-replayed' });
    authenticated.set(request, device);
  };
}

/** The device that `authenticateDevice` let in. */
export function deviceOf(request: FastifyRequest): Device {
  const device = authenticated.get(request);
  if (device === undefined) throw new Error('The route lacks the authenticateDevice hook.');
  return device;
}

export async function findDevice(db: Database, id: string): Promise<Device | null> {
  const row = await db
    .selectFrom('devices')
    .innerJoin('facilities', 'facilities.hcode', 'devices.hcode')
    .where('devices.id', '=', id)
    .select(['devices.id', 'public_key', 'devices.hcode', 'region', 'training', 'status'])
    .executeTakeFirst();
  if (row === undefined) return null;
  const { public_key: publicKey, status, ...device } = row;
  return { ...device, publicKey, revoked: status === 'revoked' };
}
