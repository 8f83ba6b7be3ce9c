import { access, constants, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CameraState, DriverState } from './diagnosis/index.ts';

/** USB's class of smart-card readers (CCID, USB-IF). */
const READER_CLASS = '0b';
/** The name by which pcscd knows a driver for every reader of that class (pcsc-lite, `hotplug_libudev.c`). */
const CLASS_DRIVER = 'CCIDCLASSDRIVER';

/** Where a Linux has its cameras, the drivers of pcscd, and what is attached by USB. */
export const LINUX_DEVICES = { dev: '/dev', drivers: '/usr/lib/pcsc/drivers', usb: '/sys/bus/usb/devices' };

/** The camera devices, and those that this user may not read and write. */
export async function camerasIn(folder: string): Promise<CameraState> {
  const names = (await readdir(folder)).filter((name) => /^video\d+$/.test(name)).sort();
  const files = names.map((name) => path.join(folder, name));
  const open = await Promise.all(
    files.map((file) =>
      access(file, constants.R_OK | constants.W_OK).then(Boolean.bind(null, true), () => false),
    ),
  );
  return { devices: files.length, closed: files.filter((_file, index) => !open[index]) };
}

/** The drivers of pcscd, and the readers on USB. Readers of no class, as some old ones are, can't be told from other devices. */
export async function readerDrivers({ drivers, usb }: typeof LINUX_DEVICES): Promise<DriverState> {
  const bundles = (await namesIn(drivers)).filter((name) => name.endsWith('.bundle'));
  const lists = await Promise.all(
    bundles.map((name) => readFile(path.join(drivers, name, 'Contents', 'Info.plist'), 'utf8')),
  );
  const takes = (vendor: string, product: string): boolean =>
    lists.some(
      (list) => valueIn(list, 'CFBundleName') === CLASS_DRIVER || listsReader(list, vendor, product),
    );
  const readers = await Promise.all(
    (await readersOn(usb)).map(async (folder) => {
      const tell = (name: string) => readFile(path.join(folder, name), 'utf8').then((text) => text.trim());
      const [vendor, product] = [await tell('idVendor'), await tell('idProduct')];
      const name = await tell('product').catch(() => 'reader');
      return { name: `${name} (${vendor}:${product})`, known: takes(vendor, product) };
    }),
  );
  const versions = bundles.map(
    (name, at) =>
      `${name.replace(/\.bundle$/, '')} ${valueIn(lists[at] ?? '', 'CFBundleShortVersionString')}`,
  );
  return { drivers: versions, readers };
}

/** The folders of the devices with an interface (`1-2:1.0`) of the class. */
async function readersOn(usb: string): Promise<string[]> {
  const found = new Set<string>();
  for (const name of (await namesIn(usb)).filter((each) => each.includes(':'))) {
    const text = await readFile(path.join(usb, name, 'bInterfaceClass'), 'utf8').catch(() => '');
    if (text.trim() === READER_CLASS) found.add(path.join(usb, name.split(':')[0] ?? ''));
  }
  return [...found];
}

/** A folder that is not there is an empty one: a machine without USB, a system without pcscd. */
const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

function valueIn(list: string, key: string): string {
  return new RegExp(`<key>${key}</key>\\s*<string>([^<]*)</string>`).exec(list)?.[1] ?? '';
}

/** Vendors and products are two lists of the same length (pcsc-lite, "Info.plist"). */
function listsReader(list: string, vendor: string, product: string): boolean {
  const ids = (key: string): string[] => {
    const [, array = ''] = new RegExp(`<key>${key}</key>\\s*<array>([\\s\\S]*?)</array>`).exec(list) ?? [];
    return [...array.matchAll(/0x([0-9A-Fa-f]{4})/g)].map(([, id = '']) => id.toLowerCase());
  };
  const products = ids('ifdProductID');
  return ids('ifdVendorID').some((id, at) => id === vendor && products[at] === product);
}
