import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { KioskCommand } from '../../../native/demo/index.ts';
import { type Call, connect, imagesHeld, type PageHolds, pageHolds } from './devtools.ts';

export type PlainWindow = {
  pid: number;
  /** As much of a page as a visit takes: `evaluate`, `getByTestId`, `locator` of the first match, `waitForTimeout`. */
  page: Page;
  /** How many decoded images all its pages hold. */
  imagesHeld(): Promise<number>;
  /** What the page still holds once all rubbish has been collected. */
  pageHolds(): Promise<PageHolds>;
  close(): Promise<void>;
};

const LOOK_EVERY_MS = 50;
const START_MS = 60_000;

/**
 * The kiosk with nobody listening to what its pages load. Playwright does: Chromium then keeps a copy of every file for it, some
 * 26 MB of WebAssembly in the face engine alone, and the memory would be the observer's.
 */
export async function openPlainWindow(
  { executable, args, cwd }: KioskCommand,
  env: Record<string, string>,
): Promise<PlainWindow> {
  const child = spawn(executable, ['--remote-debugging-port=0', ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  const origin = await debuggerOrigin(createInterface(child.stderr));
  const call = await connect(await pageAddress(origin));
  const page = plainPage(call);
  await page.locator('[data-step]:not([data-step="starting"])').waitFor({ timeout: START_MS });
  return {
    pid: child.pid ?? 0,
    page,
    imagesHeld: () => imagesHeld(origin),
    pageHolds: () => pageHolds(call),
    async close() {
      child.kill();
      await ended;
    },
  };
}

/** Chromium says it on its error output: "DevTools listening on ws://127.0.0.1:PORT/…". */
async function debuggerOrigin(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const found = /DevTools listening on ws:\/\/([^/]+)\//.exec(line)?.[1];
    if (found) return `http://${found}`;
  }
  throw new Error('the kiosk ended before it had a window');
}

async function pageAddress(origin: string): Promise<string> {
  for (;;) {
    const targets = (await (await fetch(`${origin}/json/list`)).json()) as {
      url: string;
      webSocketDebuggerUrl: string;
    }[];
    const page = targets.find(({ url }) => url.startsWith('kiosk://app/'));
    if (page) return page.webSocketDebuggerUrl;
    await sleep(LOOK_EVERY_MS);
  }
}

function plainPage(call: Call): Page {
  const evaluate = async (script: unknown, arg?: unknown): Promise<unknown> => {
    const expression = `(${script})(${JSON.stringify(arg) ?? ''})`;
    const { result, exceptionDetails } = (await call('Runtime.evaluate', {
      ...{ expression, awaitPromise: true, returnByValue: true },
    })) as { result: { value?: unknown }; exceptionDetails?: { text: string } };
    if (exceptionDetails) throw new Error(`${exceptionDetails.text}: ${expression.slice(0, 200)}`);
    return result.value;
  };

  async function until<Value>(look: string, selector: string, timeout: number): Promise<NonNullable<Value>> {
    const deadline = performance.now() + timeout;
    for (;;) {
      const value = (await evaluate(look, selector)) as Value;
      if (value) return value;
      if (performance.now() > deadline) throw new Error(`nothing to be seen of ${selector}`);
      await sleep(LOOK_EVERY_MS);
    }
  }

  const locator = (selector: string) => ({
    first: () => locator(selector),
    waitFor: async ({ state = 'visible', timeout = START_MS } = {}) =>
      void (await until(state === 'detached' ? GONE : SHOWN, selector, timeout)),
    getAttribute: (name: string) =>
      evaluate(`([selector, name]) => document.querySelector(selector)?.getAttribute(name) ?? null`, [
        selector,
        name,
      ]),
    /** As a finger would: where the middle of it is on the screen, once it may be pressed. */
    async click() {
      const at = { ...(await until<object>(MIDDLE, selector, START_MS)), button: 'left', clickCount: 1 };
      await call('Input.dispatchMouseEvent', { ...at, type: 'mousePressed' });
      await call('Input.dispatchMouseEvent', { ...at, type: 'mouseReleased' });
    },
  });

  return {
    evaluate,
    locator,
    getByTestId: (id: string) => locator(`[data-testid="${id}"]`),
    waitForTimeout: sleep,
  } as unknown as Page;
}

const GONE = '(selector) => document.querySelector(selector) === null';
const SHOWN = '(selector) => (document.querySelector(selector)?.getClientRects().length ?? 0) > 0';
const MIDDLE = `(selector) => {
  const element = document.querySelector(selector);
  if (!element || element.disabled || element.getClientRects().length === 0) return null;
  element.scrollIntoView({ block: 'nearest' });
  const { x, y, width, height } = element.getBoundingClientRect();
  const middle = { x: x + width / 2, y: y + height / 2 };
  return element.contains(document.elementFromPoint(middle.x, middle.y)) ? middle : null;
}`;
