import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron';

/** Lets a person choose a folder, on a drive as a rule, in the system's own window. @returns null when none was chosen */
export const chooseFolder = (): Promise<string | null> =>
  choose({ properties: ['openDirectory', 'createDirectory'] });

/** Lets a person choose a file with this ending. @returns null when none was chosen */
export const chooseFile = (ending: string): Promise<string | null> =>
  choose({ properties: ['openFile'], filters: [{ name: `.${ending}`, extensions: [ending] }] });

async function choose(options: OpenDialogOptions): Promise<string | null> {
  const [window] = BrowserWindow.getAllWindows().filter((each) => each.isVisible());
  if (!window) return null;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options);
  return canceled ? null : (filePaths[0] ?? null);
}
