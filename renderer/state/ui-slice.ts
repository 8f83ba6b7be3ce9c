import type { ErrorReport, Language } from '../../contract/index.ts';

/** How the citizen wants to read and hear the screen. Holds for one visit. */
export type Comfort = {
  language: Language;
  contrast: 'normal' | 'high';
  textSize: 'normal' | 'large';
  sound: 'on' | 'off';
};

/** What lies over or instead of the visit. */
export type Page = 'visit' | 'details' | 'desk' | 'report' | 'diagnosis';

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
};

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
