import { useEffect, useRef, useState } from 'react';
import type { SlipMade } from '../../contract/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';

/** Has the slip made as soon as there is something to put on it; null until then, and when it can't be made. */
export function useSlip(): SlipMade | null {
  const { run } = useActions();
  const [made, setMade] = useState<SlipMade | null>(null);
  // The language of the moment: a slip is not printed again because the citizen reads on in another one.
  const language = useRef(useLanguage());
  useEffect(() => {
    void run(({ makeSlip }) => makeSlip({ language: language.current })).then(setMade);
  }, [run]);
  return made;
}
