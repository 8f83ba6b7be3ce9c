import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { camerasIn, readerDrivers } from './attached-devices.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'devices-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(file: string, text: string): void {
  const whole = path.join(folder, file);
  mkdirSync(path.dirname(whole), { recursive: true });
  writeFileSync(whole, text);
}

const devices = () => ({ dev: folder, drivers: path.join(folder, 'drivers'), usb: path.join(folder, 'usb') });

function attach(port: string, vendor: string, product: string, interfaceClass: string): void {
  put(`usb/${port}/idVendor`, `${vendor}\n`);
  put(`usb/${port}/idProduct`, `${product}\n`);
  put(`usb/${port}/product`, 'R502 Dual interface Reader\n');
  put(`usb/${port}:1.0/bInterfaceClass`, `${interfaceClass}\n`);
}

/** A driver's list in the form of libccid's. */
function install(name: string, bundleName: string): void {
  const strings = (key: string, ids: string[]) =>
    `<key>${key}</key>\n<array>${ids.map((id) => `\n<string>0x${id}</string>`).join('')}\n</array>\n`;
  const list =
    `<key>CFBundleName</key>\n<string>${bundleName}</string>\n` +
    '<key>CFBundleShortVersionString</key>\n<string>1.5.2</string>\n' +
    strings('ifdVendorID', ['072F', '096E']) +
    strings('ifdProductID', ['90CC', '0503']);
  put(`drivers/${name}.bundle/Contents/Info.plist`, list);
}

describe('the cameras of a machine', () => {
  it('are counted, and those named that cannot be opened', async () => {
    put('video0', '');
    put('videos', '');
    symlinkSync(path.join(folder, 'nothing'), path.join(folder, 'video1'));
    expect(await camerasIn(folder)).toEqual({ devices: 2, closed: [path.join(folder, 'video1')] });
  });
});

describe('the drivers for readers', () => {
  it('take a reader that they list, and no other', async () => {
    install('ifd-maker', 'MAKER');
    attach('1-1', '096e', '0503', '0b');
    attach('1-2', '096e', '90cc', '0b');
    attach('1-3', '046d', 'c31c', '03');
    expect(await readerDrivers(devices())).toEqual({
      drivers: ['ifd-maker 1.5.2'],
      readers: [
        { name: 'R502 Dual interface Reader (096e:0503)', known: true },
        { name: 'R502 Dual interface Reader (096e:90cc)', known: false },
      ],
    });
  });

  it('take every reader of the class when one is for the class', async () => {
    install('ifd-ccid', 'CCIDCLASSDRIVER');
    attach('1-2', '1111', '2222', '0b');
    expect((await readerDrivers(devices())).readers).toMatchObject([{ known: true }]);
  });

  it('may be missing, as USB may be', async () => {
    expect(await readerDrivers(devices())).toEqual({ drivers: [], readers: [] });
  });
});
