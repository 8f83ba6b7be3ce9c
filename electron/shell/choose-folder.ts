import { BrowserWindow, dialog } from 'electron';

/** Lets a person choose a folder, on a drive as a rule, in the system's own window. @returns null when none was chosen */
export async function chooseFolder(): Promise<string | null> {
  const [window] = BrowserWindow.getAllWindows().filter((each) => each.isVisible());
  if (!window) return null;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}
