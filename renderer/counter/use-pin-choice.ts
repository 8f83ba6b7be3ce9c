import { useState } from 'react';
import { type ErrorReport, isGuessedAtOnce, newPinSchema } from '../../contract/index.ts';
import { useActions } from '../state/index.ts';
import { isPinComplete } from '../ui/index.ts';

/** What is typed now: the old PIN, the new one, the same once more; or nothing any more. */
export type PinStage = 'old' | 'new' | 'again' | 'done';

const NOTHING = { old: '', new: '' };

/**
 * A PIN is chosen by typing it twice. The digits live only here and only until they were sent.
 * @param asksOld whether the old PIN is asked first
 */
export function usePinChoice(asksOld: boolean) {
  const { ask } = useActions();
  const first: PinStage = asksOld ? 'old' : 'new';
  const [stage, setStage] = useState<PinStage>(first);
  const [typed, setTyped] = useState(NOTHING);
  const [pin, setPin] = useState('');
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<ErrorReport | null>(null);
  const complete = stage === 'old' ? isPinComplete(pin) : newPinSchema.safeParse(pin).success;

  const goTo = (next: PinStage, why: ErrorReport | null = null) => {
    setPin('');
    setFailure(why);
    setStage(next);
  };

  const save = async () => {
    setSaving(true);
    const choice = { pin, oldPin: asksOld ? typed.old : null };
    const answer = await ask(({ choosePin }) => choosePin(choice));
    setSaving(false);
    setTyped(NOTHING);
    if (answer.ok) goTo('done');
    else goTo(first, answer.error);
  };

  const enter = () => {
    if (!complete || saving) return;
    if (stage === 'old') {
      setTyped({ old: pin, new: '' });
      return goTo('new');
    }
    if (stage === 'new') {
      const reason = whyNot(pin, typed.old);
      if (reason) return goTo('new', reason);
      setTyped({ ...typed, new: pin });
      return goTo('again');
    }
    if (pin !== typed.new) return goTo('new', { code: 'PIN_MISMATCH' });
    void save();
  };

  return { stage, pin, setPin, complete, saving, failure, enter };
}

/** Said before it is typed once more; the trusted side has the last word. */
function whyNot(pin: string, old: string): ErrorReport | null {
  if (isGuessedAtOnce(pin)) return { code: 'PIN_WEAK' };
  return pin === old ? { code: 'PIN_SAME' } : null;
}
