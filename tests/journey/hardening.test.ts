import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../contract/index.ts';
import { kioskCommand } from '../../native/demo/index.ts';
import { inCache, inProject, withDisplay } from '../../native/setup/index.ts';
import type { OpenKiosk } from './open-kiosk.ts';
import { createWorld, type Kiosk, type World } from './world.ts';

/** Each rule of the lock-down, tried in the real window. What only a packaged kiosk has is tried by `npm run package:try`. */

const LIMIT_MS = 60_000;
const EACH_KEY = ['control+W', 'control+R', 'control+shift+I', 'control+P', 'alt+F4', 'F5', 'F11', 'F12'];
let world: World;
let kiosk: Kiosk;
let opened: OpenKiosk;

beforeAll(async () => {
  world = await createWorld();
  kiosk = await world.newKiosk('hardening');
  opened = await kiosk.open('somying', ['--kiosk-mode']);
}, 2 * LIMIT_MS);
afterAll(() => world.close());

/*
 * Pages are found by their windows everywhere here, not by `webContents.getAllWebContents`: that still lists a page that
 * is being destroyed, and a question to such a one ends the whole program.
 */

/** What an intruder's script in the kiosk's own page gets: the value of this expression, or its promise's. */
function inPage<Value>(expression: string): Promise<Value> {
  return opened.app.evaluate(
    ({ BrowserWindow }, code) =>
      BrowserWindow.getAllWindows()
        .map((window) => window.webContents)
        .find((contents) => contents.getURL().startsWith('kiosk://app/') && !contents.isCrashed())
        ?.executeJavaScript(code),
    expression,
  );
}

/** What the trusted side knows of the kiosk's window after an attempt on it. */
function afterAttempt(attempt: 'none' | 'close' | 'hide' | 'minimize' | 'display-removed') {
  return opened.app.evaluate(({ BrowserWindow, screen, Menu }, what) => {
    const windows = BrowserWindow.getAllWindows();
    const window = windows.find((each) => each.webContents.getURL().startsWith('kiosk://app/'));
    if (what === 'close') window?.close();
    if (what === 'hide') window?.hide();
    if (what === 'minimize') window?.minimize();
    if (what === 'display-removed') window?.setKiosk(false);
    // No display can be pulled out of a virtual screen: the system's word is given by hand.
    if (what === 'display-removed') screen.emit('display-removed', {}, screen.getPrimaryDisplay());
    return {
      kiosk: window?.isKiosk(),
      visible: window?.isVisible(),
      minimized: window?.isMinimized(),
      menu: Menu.getApplicationMenu(),
      devTools: windows.some((each) => each.webContents.isDevToolsOpened()),
    };
  }, attempt);
}

const STANDS = { kiosk: true, visible: true, minimized: false, menu: null, devTools: false };

describe('the page', () => {
  it('is sandboxed, isolated, and has no Node', async () => {
    const names = "['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer']";
    expect(await inPage(`${names}.filter((name) => name in globalThis)`)).toEqual([]);
    // As the running page has it; not in Electron's types.
    const preferences = await opened.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) =>
        (window.webContents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences(),
      ),
    );
    expect(preferences.length).toBeGreaterThan(1);
    for (const preference of preferences)
      expect(preference).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
      });
  });

  it.each(['kiosk://app/..%2f..%2fpackage.json', 'kiosk://app/nothing.js', 'kiosk://vault/kiosk.db'])(
    'gets nothing from outside the folders that are served: %s',
    async (address) => {
      expect(await inPage(`fetch('${address}').then(({ status }) => status, () => 404)`)).toBe(404);
    },
  );

  it('runs no script that is written into it, no text as code, no script of another place', async () => {
    await inPage(`{
      const script = document.createElement('script');
      script.type = 'text/plain';
      document.head.append(script);
      script.append('globalThis.intruder = true');
      script.type = '';
      null
    }`).catch(() => {});
    expect(await inPage("'intruder' in globalThis")).toBe(false);
    for (const text of ["eval('1')", "new Function('return 1')()", "setTimeout('1')"])
      await expect(inPage(text)).rejects.toThrow();
    for (const address of ['data:text/javascript,1', 'https://example.org/a.js', 'kiosk://app/injected.js'])
      await expect(inPage(`import('${address}').then(() => 'ran')`)).rejects.toThrow();
  });

  it('is served with the hashes of its scripts, and without `self` for them', async () => {
    const policy = await inPage<string>(
      "fetch('kiosk://app/index.html').then(({ headers }) => headers.get('content-security-policy'))",
    );
    const scripts = /script-src ([^;]+)/.exec(policy)?.[1];
    expect(scripts).toMatch(/^('sha256-[\w+/]+=' )+kiosk:\/\/wasm 'wasm-unsafe-eval'$/);
  });

  it.each([
    ['markup', "document.createElement('div').innerHTML = '<b>text</b>'"],
    ['a script’s address elsewhere', "document.createElement('script').src = 'https://example.org/a.js'"],
    ['a worker from elsewhere', "new Worker('https://example.org/worker.js')"],
    ['a policy of its own', "trustedTypes.createPolicy('another', {})"],
  ])('lets nobody make %s out of text (Trusted Types)', async (_what, attempt) => {
    const told = `(() => { try { ${attempt}; return 'made'; } catch (fault) { return fault.name; } })()`;
    expect(await inPage(told)).toBe('TypeError');
  });

  it('has the camera and no other permission', async () => {
    const may = (asked: string) =>
      inPage(`navigator.mediaDevices.getUserMedia(${asked}).then((stream) => {
        for (const track of stream.getTracks()) track.stop();
        return true;
      }, () => false)`);
    expect(await may('{ video: true }')).toBe(true);
    expect(await may('{ audio: true }')).toBe(false);
    const position = 'navigator.geolocation.getCurrentPosition(resolve, ({ code }) => resolve(code))';
    expect(await inPage(`new Promise((resolve) => ${position})`)).toBe(1);
    expect(await inPage('Notification.requestPermission()')).toBe('denied');
    expect(await inPage('navigator.clipboard.readText().catch(({ name }) => name)')).toBe('NotAllowedError');
  });

  it('reaches no network', async () => {
    const { url } = world.centre();
    expect(await inPage(`fetch('${url}', { mode: 'no-cors' }).then(() => true, () => false)`)).toBe(false);
  });

  it('reaches none by WebRTC either, which passes requests by: not by UDP, not by TCP, not to another page’s candidate', async () => {
    const heard: string[] = [];
    const udp = createSocket('udp4', () => heard.push('udp')).bind(0, '127.0.0.1');
    const tcp = createServer(() => heard.push('tcp')).listen(0, '127.0.0.1');
    await Promise.all([once(udp, 'listening'), once(tcp, 'listening')]);
    const [udpPort, tcpPort] = [udp.address().port, (tcp.address() as AddressInfo).port];
    const state = await inPage(`(async () => {
      const peer = () => new RTCPeerConnection({
        iceServers: [
          { urls: 'stun:127.0.0.1:${udpPort}' },
          { urls: 'turn:127.0.0.1:${udpPort}', username: 'a', credential: 'b' },
          { urls: 'turn:127.0.0.1:${tcpPort}?transport=tcp', username: 'a', credential: 'b' },
        ],
      });
      const [one, other] = [peer(), peer()];
      one.createDataChannel('out');
      await one.setLocalDescription();
      await other.setRemoteDescription(one.localDescription);
      await other.setLocalDescription();
      await one.setRemoteDescription(other.localDescription);
      const candidate = 'candidate:1 1 udp 2113937151 127.0.0.1 ${udpPort} typ host';
      await one.addIceCandidate({ candidate, sdpMid: '0', sdpMLineIndex: 0 });
      await new Promise((resolve) => setTimeout(resolve, 5000));
      return one.connectionState;
    })()`);
    udp.close();
    tcp.close();
    expect(heard).toEqual([]);
    expect(state).not.toBe('connected');
  });

  it('goes nowhere, opens nothing, downloads nothing', async () => {
    await opened.app.evaluate(({ session }) => {
      session.fromPartition('kiosk', { cache: false }).on('will-download', (event) => {
        Object.assign(globalThis, { download: event.defaultPrevented ? 'prevented' : 'began' });
      });
    });
    const windows = opened.app.windows().length;
    expect(await inPage("window.open('https://example.org/') === null")).toBe(true);
    await inPage(
      "Object.assign(document.createElement('a'), { href: 'kiosk://app/index.html', download: 'a' }).click()",
    );
    const download = () => opened.app.evaluate(() => (globalThis as { download?: string }).download);
    await expect.poll(download).toBe('prevented');
    await inPage("location.assign('https://example.org/')");
    await inPage("location.assign('kiosk://engine/index.html')");
    expect(await inPage('location.href')).toBe('kiosk://app/index.html');
    expect(opened.app.windows()).toHaveLength(windows);
  });
});

describe('the bridge', () => {
  it.each(["{ staffId: 1, pin: '1234' }", "{ staffId: 'x', pin: 'abcd' }", "'text'", 'undefined'])(
    'takes what the contract says, not %s',
    async (input) => {
      expect(await inPage(`kiosk.signIn(${input})`)).toMatchObject({
        ok: false,
        error: { code: 'REQUEST_INVALID' },
      });
    },
  );

  it.each(Object.keys(COMMANDS))('takes no rubbish for %s', async (name) => {
    for (const rubbish of ["'text'", '7', 'null', '[{}]', '{ polluted: true }'])
      expect(await inPage(`kiosk.${name}(${rubbish})`)).toMatchObject({
        ok: false,
        error: { code: 'REQUEST_INVALID' },
      });
  });

  it('answers no other page, even one with our own preload', async () => {
    const answer = await opened.app.evaluate(async ({ BrowserWindow, session }, preload) => {
      const webPreferences = { preload, session: session.fromPartition('kiosk', { cache: false }) };
      const window = new BrowserWindow({ show: false, webPreferences });
      await window.loadURL('data:text/html,foreign');
      const told = await window.webContents.executeJavaScript('kiosk.getStatus()');
      window.destroy();
      return told;
    }, inProject('dist/electron/preload.cjs'));
    expect(answer).toMatchObject({ ok: false, error: { details: { reason: 'foreign page' } } });
  });
});

describe('kiosk mode', () => {
  it.each(['close', 'hide', 'minimize', 'display-removed'] as const)('survives: %s', async (attempt) => {
    await afterAttempt(attempt);
    await expect.poll(() => afterAttempt('none')).toEqual(STANDS);
  });

  it('gives no way out by the keyboard, and no way to the tools of a developer', async () => {
    const before = await inPage('performance.timeOrigin');
    await opened.app.evaluate(({ BrowserWindow }, keys) => {
      const pages = BrowserWindow.getAllWindows().map((window) => window.webContents);
      const page = pages.find((one) => one.getURL().startsWith('kiosk://app/'));
      for (const key of keys) {
        const [keyCode = '', ...modifiers] = key.split('+').reverse();
        const event = { keyCode, modifiers: modifiers as ('control' | 'shift' | 'alt')[] };
        page?.sendInputEvent({ type: 'keyDown', ...event });
        page?.sendInputEvent({ type: 'keyUp', ...event });
      }
    }, EACH_KEY);
    expect(await afterAttempt('none')).toEqual(STANDS);
    expect(await inPage('performance.timeOrigin')).toBe(before);
  });
});

describe('the program', () => {
  it('runs once: a second start ends, the first goes on', async () => {
    const display = await withDisplay();
    const camera = inCache('samples', 'somying', 'clip.mjpeg');
    const { profile } = kiosk;
    const { executable, args, cwd } = kioskCommand({ profile, provisioning: `${profile}.json`, camera });
    const second = spawn(executable, args, { cwd, env: { ...process.env, ...display.env }, stdio: 'ignore' });
    const [status] = await once(second, 'exit');
    await display.stop();
    expect(status).toBe(0);
    expect(await inPage('document.title')).not.toBe('');
  });

  /** A page that crashes never answers what it was asked: each question ends by itself. */
  const inPageSoon = (expression: string) =>
    Promise.race([inPage(expression), sleep(2000, 'no answer')]).catch(() => 'no answer');

  it('loads a page that crashed anew', async () => {
    const screenShown = () =>
      inPageSoon(`document.querySelector('[data-step]:not([data-step="starting"])') !== null`);
    await expect.poll(screenShown).toBe(true);
    await inPage('globalThis.beforeTheCrash = true');
    await opened.app.evaluate(({ BrowserWindow }) => {
      const pages = BrowserWindow.getAllWindows().map((window) => window.webContents);
      pages.find((page) => page.getURL().startsWith('kiosk://app/'))?.forcefullyCrashRenderer();
    });
    await expect
      .poll(
        async () =>
          (await screenShown()) === true && (await inPageSoon("'beforeTheCrash' in globalThis")) === false,
        {
          timeout: LIMIT_MS / 2,
        },
      )
      .toBe(true);
  });
});
