import { describe, expect, it } from 'vitest';
import { createRecordings } from './recordings.ts';

/** An audio element: it has a player of the browser's as long as it has an address. */
class Element {
  src = '';
  held = 0;
  #interrupt: (fault: Error) => void = () => {};
  readonly #there: readonly string[];
  constructor(there: readonly string[]) {
    this.#there = there;
  }
  play(): Promise<void> {
    this.#interrupt(new Error('interrupted'));
    this.held = 1;
    if (!this.#there.includes(this.src)) return Promise.reject(new Error('404'));
    return new Promise((resolve, reject) => {
      this.#interrupt = reject;
      setTimeout(resolve);
    });
  }
  pause(): void {}
  removeAttribute(): void {
    this.src = '';
  }
  load(): void {
    if (this.src === '') this.held = 0;
  }
}

describe('recordings', () => {
  it('let go of the player when they are stopped, or are not there', async () => {
    const element = new Element(['a']);
    const play = createRecordings(element);
    const playing = await play('a');
    expect(element.held).toBe(1);
    playing.stop();
    expect(element.held).toBe(0);
    await expect(play('b')).rejects.toThrow('404');
    expect([element.held, element.src]).toEqual([0, '']);
  });

  it('that were interrupted do not stop the one that came after them', async () => {
    const element = new Element(['a', 'b']);
    const play = createRecordings(element);
    const first = play('a');
    const second = play('b');
    await expect(first).rejects.toThrow('interrupted');
    await second;
    expect([element.held, element.src]).toEqual([1, 'b']);
    (await second).stop();
    expect(element.held).toBe(0);
  });
});
