import type { Page } from 'playwright-core';

/** How the people of a journey act: each step of the visit is answered as this says. */
export type People = {
  staffId: string;
  pin: string;
  language: 'th' | 'en';
  consent: 'agree' | 'decline';
  look: 'confirm' | 'refuse';
};

export const DEMO_PEOPLE: People = {
  staffId: 'demo-operator',
  pin: '246810',
  language: 'th',
  consent: 'agree',
  look: 'confirm',
};

export const DEMO_SUPERVISOR = { staffId: 'demo-supervisor', pin: '135790' };

const press = (page: Page, testId: string) => page.getByTestId(testId).click();

export async function typePin(page: Page, pin: string, enter = 'pin-enter'): Promise<void> {
  for (const digit of pin) await press(page, `pin-${digit}`);
  await press(page, enter);
}

export async function signIn(page: Page, people: Pick<People, 'staffId' | 'pin'>): Promise<void> {
  await press(page, `staff-${people.staffId}`);
  await typePin(page, people.pin);
  await page.getByTestId('pin-enter').waitFor({ state: 'detached' });
}

/**
 * Does what a person does at this step; the steps that only show something need nobody.
 * The card goes in and out by other hands: a journey holds it.
 */
export async function actAt(page: Page, step: string, people: People): Promise<void> {
  switch (step) {
    case 'confirm-identity':
      return press(page, 'answer-identity-yes');
    case 'consent':
      return press(page, people.consent === 'agree' ? 'consent-agree' : 'consent-decline');
    case 'operator-look':
      if (people.look === 'refuse') return press(page, 'look-refuse');
      await press(page, 'look-same-person');
      await press(page, 'look-no-mask');
      return press(page, 'look-confirm');
    case 'person-needed':
      return press(page, 'person-end');
  }
}
