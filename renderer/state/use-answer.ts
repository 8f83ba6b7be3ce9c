import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, CommandName, CommandOutput, KioskBridge } from '../../contract/index.ts';
import { useActions } from './use-kiosk.ts';

/** A question without input, for screens that never ask another. */
export type KioskQuestion<Name extends CommandName> = (
  bridge: KioskBridge,
) => Promise<Answer<CommandOutput<Name>>>;

/**
 * What the trusted side answers, asked when the screen comes, when the question changes and on `reload`.
 *
 * @param question must be kept (`useCallback`), or every draw asks anew
 */
export function useAnswer<Output>(question: (bridge: KioskBridge) => Promise<Answer<Output>>) {
  const { run } = useActions();
  const [answer, setAnswer] = useState<Output | null>(null);
  const [loading, setLoading] = useState(true);
  const asked = useRef(0);
  const reload = useCallback(async () => {
    asked.current += 1;
    const now = asked.current;
    setLoading(true);
    const found = await run(question);
    // The answer to an earlier question may come after that to the present one.
    if (now !== asked.current) return;
    if (found !== null) setAnswer(found);
    setLoading(false);
  }, [run, question]);
  useEffect(() => void reload(), [reload]);
  return { answer, loading, reload: () => void reload() };
}
