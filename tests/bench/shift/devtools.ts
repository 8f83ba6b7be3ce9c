import { once } from 'node:events';

/** One command of the Chrome DevTools Protocol. */
export type Call = (method: string, params: object) => Promise<Record<string, unknown>>;
type Message = { id?: number; result?: Record<string, unknown>; error?: { message: string } } & {
  method?: string;
  params?: unknown;
};

/** @param onEvent told what the other side says by itself */
export async function connect(
  address: string,
  onEvent: (method: string, params: unknown) => void = () => {},
): Promise<Call> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, (reply: Message) => void>();
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.id === undefined) return onEvent(message.method ?? '', message.params);
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
  socket.addEventListener('close', () => {
    for (const settle of waiting.values()) settle({ error: { message: 'the kiosk ended' } });
  });
  await once(socket, 'open');
  let calls = 0;
  return (method, params) =>
    new Promise((resolve, reject) => {
      const id = ++calls;
      waiting.set(id, ({ result, error }) =>
        error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result ?? {}),
      );
      socket.send(JSON.stringify({ id, method, params }));
    });
}

/** MB of its script's memory, elements, and who waits for events. */
export type PageHolds = { heapMB: number; elements: number; listeners: number };

/** What a page holds once all rubbish has been collected. */
export async function pageHolds(call: Call): Promise<PageHolds> {
  await call('HeapProfiler.collectGarbage', {});
  const { usedSize } = (await call('Runtime.getHeapUsage', {})) as { usedSize: number };
  const { nodes, jsEventListeners } = (await call('Memory.getDOMCounters', {})) as {
    nodes: number;
    jsEventListeners: number;
  };
  return { heapMB: Math.round(usedSize / 1e5) / 10, elements: nodes, listeners: jsEventListeners };
}

/** What Chromium says of its memory ("memory-infra"): each thing that is held, by its name. */
type Dumped = { value: { args?: { dumps?: { allocators?: Record<string, unknown> } } }[] };

/** How many decoded images all pages hold: what was shown as an image stays there for a good many visits. */
export async function imagesHeld(origin: string): Promise<number> {
  const answer = await fetch(`${origin}/json/version`);
  const { webSocketDebuggerUrl } = (await answer.json()) as { webSocketDebuggerUrl: string };
  const names: string[] = [];
  const ended = Promise.withResolvers<void>();
  const call = await connect(webSocketDebuggerUrl, (method, params) => {
    if (method === 'Tracing.tracingComplete') ended.resolve();
    if (method !== 'Tracing.dataCollected') return;
    for (const { args } of (params as Dumped).value)
      names.push(...Object.keys(args?.dumps?.allocators ?? {}));
  });
  await call('Tracing.start', {
    traceConfig: {
      ...{ includedCategories: ['disabled-by-default-memory-infra'], excludedCategories: ['*'] },
      memoryDumpConfig: { triggers: [] },
    },
  });
  await call('Tracing.requestMemoryDump', { levelOfDetail: 'detailed' });
  await call('Tracing.end', {});
  await ended.promise;
  if (!names.includes('v8')) throw new Error('the pages say nothing of their memory');
  return names.filter((name) => /^cc\/image_memory\/.*\/image_\d+/.test(name)).length;
}
