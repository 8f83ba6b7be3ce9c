import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, CommandName, CommandOutput, ErrorReport, KioskBridge } from '../../contract/index.ts';
import { useActions } from './use-kiosk.ts';

/** A question without input, for screens that never ask another. */
export type KioskQuestion<Name extends CommandName> = (
  bridge: KioskBridge,
) => Promise<Answer<CommandOutput<Name>>>;

/**
 * What the trusted side answers, asked when the screen comes, when the question changes and on `reload`. `error` as long as there
 * is no answer because that failed; where an older answer stays, the notice says so.
 *
 * @param question must be kept (`useCallback`), or every draw asks anew
 */
export function useAnswer<Output>(question: (bridge: KioskBridge) => Promise<Answer<Output>>) {
  const { ask, showNotice } = useActions();
  const [answer, setAnswer] = useState<Output | null>(null);
  const [loading, setLoading] = useState(true);
  const [error, setError] = useState<ErrorReport | null>(null);
  const asked = useRef(0);
  const answered = useRef(false);
  const reload = useCallback(async () => {
    asked.current += 1;
    const now = asked.current;
    setLoading(true);
    setError(null);
    const found = await ask(question);
    // The answer to an earlier question may come after that to the present one.
    if (now !== asked.current) return;
    if (found.ok) setAnswer(found.value);
    else if (answered.current) showNotice(found.error);
    else setError(found.error);
    answered.current ||= found.ok;
    setLoading(false);
  }, [ask, showNotice, question]);
  useEffect(() => void reload(), [reload]);
  return { answer, loading, error, reload: () => void reload() };
}
