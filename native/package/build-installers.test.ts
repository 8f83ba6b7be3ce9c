import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { inProject } from '../setup/index.ts';
import { assertCanBuild, installersAskedFor, layPolicyTemplates } from './build-installers.ts';
import { installers } from './installers.ts';
import { withProperties } from './msi-properties.ts';

const OFFICIAL = { official: true };
const configuration = installers({ app: '/app', out: '/out', runtime: { version: '45.4.1' } });
/** What electron-builder makes every MSI of. */
const TEMPLATE = readFileSync(
  inProject('node_modules', 'app-builder-lib', 'templates', 'msi', 'template.xml'),
  'utf8',
);

describe('npm run package', () => {
  it('builds the installers that are asked for, and the Debian package when none is', () => {
    expect(installersAskedFor([])).toEqual([]);
    expect(installersAskedFor(['--win', '--mac', '--appimage'])).toEqual(['win', 'mac', 'appimage']);
    expect(() => installersAskedFor(['--windows'])).toThrow('--windows');
  });

  it.each([
    ['win', 'win32', 'Windows'],
    ['mac', 'darwin', 'macOS'],
    ['appimage', 'linux', 'Linux'],
  ] as const)('--%s is built on %s, and elsewhere says where', (kind, system, name) => {
    expect(() => assertCanBuild(kind, system, OFFICIAL)).not.toThrow();
    for (const other of (['win32', 'darwin', 'linux'] as const).filter((each) => each !== system))
      expect(() => assertCanBuild(kind, other, OFFICIAL)).toThrow(name);
    expect(() => assertCanBuild(kind, system, { official: false })).toThrow('stand-in');
  });
});

describe('what the installers are made of', () => {
  it('is all there', () => {
    const { nsis, mac } = configuration;
    for (const file of [nsis?.include, mac?.entitlements, mac?.entitlementsInherit])
      expect(existsSync(file ?? 'none')).toBe(true);
    expect(existsSync(inProject('build', 'app-update.yml'))).toBe(true);
  });

  it('has an icon that electron-builder can make every other one of', () => {
    const { width, height } = PNG.sync.read(readFileSync(inProject('build', 'icon.png')));
    expect([width, height]).toEqual([512, 512]);
  });

  it('lets macOS give the camera, and says what for', () => {
    expect(readFileSync(String(configuration.mac?.entitlements), 'utf8')).toMatch(
      /<key>com\.apple\.security\.device\.camera<\/key>\s*<true\/>/,
    );
    expect(configuration.mac?.extendInfo).toHaveProperty('NSCameraUsageDescription');
  });

  it('has the templates of Windows’ policies beside the installers', () => {
    const out = mkdtempSync(path.join(tmpdir(), 'installers-'));
    const folder = layPolicyTemplates(out);
    expect(readdirSync(folder).sort()).toEqual(['en-US', 'morprom-kiosk.admx', 'th-TH']);
    expect(readdirSync(path.join(folder, 'th-TH'))).toEqual(['morprom-kiosk.adml']);
    rmSync(out, { recursive: true });
  });
});

describe('what is laid down at a silent installation', () => {
  /** Where a kiosk looks for its file on Windows: electron/shell/launch.ts, electron/device/find-provisioning.ts. */
  const PLACE = ['Mor Prom Kiosk', 'kiosk.provisioning.json'];
  const nsis = readFileSync(String(configuration.nsis?.include), 'utf8');
  const msi = withProperties(TEMPLATE);

  it.each([
    ['NSIS', nsis],
    ['MSI', msi],
  ])(
    'is a provisioning file where the kiosk looks for it, and the start with the session: %s',
    (_kind, text) => {
      for (const word of ['PROVISIONING', 'AUTOSTART', 'CurrentVersion\\Run', ...PLACE])
        expect(text).toContain(word);
      const launch = readFileSync(inProject('electron', 'shell', 'launch.ts'), 'utf8');
      expect(launch).toContain(`'${PLACE[0]}'`);
    },
  );

  it('is put into electron-builder’s project of the MSI, each where it belongs', () => {
    const order = [
      '<Property Id="PROVISIONING" Secure="yes"/>',
      '<Directory Id="TARGETDIR" Name="SourceDir">',
      '<Directory Id="KIOSKDATA"',
      '<ComponentGroup Id="ProductComponents"',
      '<Component Id="TakeProvisioning"',
      '<Component Id="Autostart"',
      '</ComponentGroup>',
    ].map((piece) => msi.indexOf(piece));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
  });

  it('is not passed over when electron-builder writes its project differently', () => {
    expect(() => withProperties('<Wix/>')).toThrow('MSI');
  });
});
