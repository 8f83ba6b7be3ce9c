import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import {
  type Answer,
  COMMANDS,
  type CommandInput,
  type CommandName,
  type CommandOutput,
  commandChannel,
  type Events,
  eventChannel,
  KioskError,
  mayAsk,
  reportError,
  type Surface,
} from '../contract/index.ts';

export type Handlers = {
  [Name in CommandName]: (
    input: CommandInput<Name>,
    surface: Surface,
  ) => CommandOutput<Name> | Promise<CommandOutput<Name>>;
};

type BridgeOptions = {
  /** Those that serve now: a machine that is being set up has others before and after. */
  handlers(): Handlers;
  /** Whether a frame is one of our own pages; all others get no answer. */
  isOurPage(url: string): boolean;
  /** What a window of ours shows; null for a page that is none of them. */
  surfaceOf(page: WebContents): Surface | null;
  /** For what no catalogue code explains. */
  onFault(fault: unknown, command: CommandName): void;
};

/** Serves every command of the contract, and nothing else. */
export function serveBridge({ handlers, isOurPage, surfaceOf, onFault }: BridgeOptions): void {
  for (const name of Object.keys(COMMANDS) as CommandName[]) {
    ipcMain.handle(commandChannel(name), async (event, input): Promise<Answer<unknown>> => {
      try {
        refuseForeignSender(event, isOurPage);
        const surface = surfaceOf(event.sender);
        if (!surface || !mayAsk(surface, name))
          throw new KioskError('REQUEST_INVALID', { reason: `${name} is not for this window` });
        return { ok: true, value: await answer(handlers(), name, input, surface) };
      } catch (fault) {
        if (!(fault instanceof KioskError)) onFault(fault, name);
        return { ok: false, error: reportError(fault) };
      }
    });
  }
}

export function sendEvent<Name extends keyof Events>(
  page: WebContents,
  name: Name,
  payload: Events[Name],
): void {
  if (!page.isDestroyed()) page.send(eventChannel(name), payload);
}

function answer<Name extends CommandName>(
  handlers: Handlers,
  name: Name,
  input: unknown,
  surface: Surface,
): unknown {
  const parsed = COMMANDS[name].input.safeParse(input);
  if (!parsed.success) {
    // The issue's path names the field; its message may quote the input, so it stays here.
    const field = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new KioskError('REQUEST_INVALID', { reason: `${name} ${field}`.trim() });
  }
  return handlers[name](parsed.data as CommandInput<Name>, surface);
}

function refuseForeignSender(event: IpcMainInvokeEvent, isOurPage: (url: string) => boolean): void {
  const frame = event.senderFrame;
  if (!frame || frame.parent !== null || !isOurPage(frame.url))
    throw new KioskError('REQUEST_INVALID', { reason: 'foreign page' });
}
