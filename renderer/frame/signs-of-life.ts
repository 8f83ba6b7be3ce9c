const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown'] as const;

/** Tells of each touch, move and key: somebody is at the machine. @returns what ends it */
export function onSignOfLife(tell: () => void): () => void {
  for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, tell);
  return () => {
    for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, tell);
  };
}
