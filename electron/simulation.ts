import { nameHas } from '../contract/index.ts';

/** Whether virtual parts may stand in for the reader and the camera: in development, and at a kiosk for training. */
export const mayBeSimulated = (isPackaged: boolean, training: boolean): boolean => !isPackaged || training;

/** Reader names of the virtual driver that development and training use. */
const VIRTUAL_READER = /virtual pcd/i;

export const isVirtualReader = (name: string): boolean => VIRTUAL_READER.test(name);

/**
 * Which readers may be used, by their names.
 * @param simulated whether the virtual one may be
 * @param allowed words in the names of those that alone may be used; any when left out
 */
export function readersThatMayBeUsed(
  simulated: boolean,
  allowed: readonly string[] | undefined,
): (name: string) => boolean {
  return (name) => (simulated || !isVirtualReader(name)) && (allowed === undefined || nameHas(name, allowed));
}
