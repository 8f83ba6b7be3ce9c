import type { Comfort, ErrorReport, KioskStatus } from '../../contract/index.ts';

/** What lies over or instead of the visit. */
export type Page = 'visit' | 'details' | 'desk' | 'report' | 'diagnosis' | 'pin';

export type UiSlice = Comfort & {
  page: Page;
  /** What the last command failed with, until it is read or the screen moves on. */
  notice: ErrorReport | null;
};

export const initialComfort: Comfort = {
  language: 'th',
  contrast: 'normal',
  textSize: 'normal',
  sound: 'on',
  motion: 'normal',
};

/** What a window begins with that shows something else from now on: the citizen's choice where the citizen reads it. */
export function comfortAt(
  status: Pick<KioskStatus, 'surface' | 'comfort'>,
  before: Pick<KioskStatus, 'surface'> | null,
): Partial<Comfort> {
  if (status.surface === before?.surface) return {};
  if (status.surface === 'counter') return before ? initialComfort : {};
  return status.comfort ?? {};
}

/** Whether what was chosen is not the same any more. */
export const isOtherComfort = (one: Comfort, other: Comfort): boolean =>
  (Object.keys(initialComfort) as (keyof Comfort)[]).some((name) => one[name] !== other[name]);

export const comfortOf = ({ language, contrast, textSize, sound, motion }: Comfort): Comfort => ({
  ...{ language, contrast, textSize, sound, motion },
});

export const initialUi: UiSlice = { ...initialComfort, page: 'visit', notice: null };

export const toggleLanguage = ({ language }: Comfort): Pick<Comfort, 'language'> => ({
  language: language === 'th' ? 'en' : 'th',
});

export const toggleContrast = ({ contrast }: Comfort): Pick<Comfort, 'contrast'> => ({
  contrast: contrast === 'normal' ? 'high' : 'normal',
});

export const toggleTextSize = ({ textSize }: Comfort): Pick<Comfort, 'textSize'> => ({
  textSize: textSize === 'normal' ? 'large' : 'normal',
});

export const toggleSound = ({ sound }: Comfort): Pick<Comfort, 'sound'> => ({
  sound: sound === 'on' ? 'off' : 'on',
});

export const toggleMotion = ({ motion }: Comfort): Pick<Comfort, 'motion'> => ({
  motion: motion === 'normal' ? 'less' : 'normal',
});
