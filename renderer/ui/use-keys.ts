import { type RefObject, useEffect } from 'react';

/**
 * Keys pressed anywhere in the window, for the part of the page that `scope` stands for: not while a dialog
 * covers it, and not when somebody else has answered the key.
 */
export function useKeys(scope: RefObject<HTMLElement | null>, onKey: (event: KeyboardEvent) => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const dialog = document.querySelector('dialog:modal');
      const covered = dialog !== null && !dialog.contains(scope.current);
      if (!event.repeat && !event.defaultPrevented && !covered) onKey(event);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}
