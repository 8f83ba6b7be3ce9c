/** What is done on a screen before it is looked at: a press or words typed; or something that is waited for. By test id. */
export type Deed = { on: string; type?: string; onlyWait?: true };

export const press = (on: string): Deed => ({ on });
export const type = (on: string, words: string): Deed => ({ on, type: words });
export const waitFor = (on: string): Deed => ({ on, onlyWait: true });

/** Does one deed after the other, each as soon as the page has what it is done on, and marks the page as ready to look at. */
export function showReady([deed, ...others]: readonly Deed[]): void {
  if (!deed) {
    markReady();
    return;
  }
  const target = document.querySelector<HTMLElement>(`[data-testid="${deed.on}"]:not(:disabled)`);
  if (!target) {
    requestAnimationFrame(() => showReady([deed, ...others]));
    return;
  }
  if (deed.type !== undefined && target instanceof HTMLInputElement) typeInto(target, deed.type);
  else if (!deed.onlyWait) target.click();
  // What a press brings is drawn by the next frame: of two things with the same id the later one is meant.
  requestAnimationFrame(() => showReady(others));
}

/** As a keyboard would: React looks at the field only when the browser says that it was typed into. */
function typeInto(field: HTMLInputElement, words: string): void {
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {};
  set?.call(field, words);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

// Answers of the drawn trusted side come at once; two frames later all of them are painted.
function markReady(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.documentElement.dataset.ready = 'yes';
    }),
  );
}
