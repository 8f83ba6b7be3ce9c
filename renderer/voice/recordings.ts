/** What of an audio element is used here. */
type Player = Pick<HTMLAudioElement, 'src' | 'play' | 'pause' | 'load' | 'removeAttribute'>;

/**
 * Plays recordings, all with one element, which lets go of each when it is over or was not there. A browser gives a page so
 * many players and no more (Chromium: a thousand): a new element for each instruction had used them up after a day's
 * visits, and then the camera got none.
 */
export function createRecordings(player: Player) {
  let last = 0;

  function letGo(mine: number): void {
    if (mine !== last) return;
    player.pause();
    player.removeAttribute('src');
    player.load();
  }

  /** @returns once it plays. Rejects where there is no such recording, or another one took its place. */
  return async function play(url: string): Promise<{ stop(): void }> {
    last += 1;
    const mine = last;
    player.src = url;
    try {
      await player.play();
    } catch (fault) {
      letGo(mine);
      throw fault;
    }
    return { stop: () => letGo(mine) };
  };
}
