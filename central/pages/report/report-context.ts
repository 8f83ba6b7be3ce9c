import { createContext, useContext, useEffect, useState } from 'react';
import { formatDay, formatMonth, formatTime, type Language } from '../language.ts';
import type { ReportText } from './text.ts';
import { addressOf, type Days, readView, type View } from './view.ts';

/** What every part of the page is given. */
export type Report = {
  language: Language;
  text: ReportText;
  view: View;
  /** Shows something else; what was shown before is one step back. */
  go(change: Partial<View>): void;
  /** Goes up whenever the data is to be asked for again. */
  version: number;
  /** The session has ended: name and password are asked for. */
  onSignedOut(): void;
  /** `YYYY-MM-DD` in Bangkok. */
  today: string;
  /** How far the viewer sees, in words; empty before anybody has signed in. */
  scopeName: string;
};

const ReportContext = createContext<Report | null>(null);
export const ReportProvider = ReportContext.Provider;

export function useReport(): Report {
  const report = useContext(ReportContext);
  if (report === null) throw new Error('there is no report around this');
  return report;
}

export function useView(): [View, (change: Partial<View>) => void] {
  const [view, setView] = useState(() => readView(location.search));
  useEffect(() => {
    const onBack = () => setView(readView(location.search));
    addEventListener('popstate', onBack);
    return () => removeEventListener('popstate', onBack);
  }, []);
  const go = (change: Partial<View>) => {
    // What is typed is no step of its own.
    const typed = Object.keys(change).every((name) => ['search', 'page', 'callBackPage'].includes(name));
    const next = { ...view, ...change };
    history[typed ? 'replaceState' : 'pushState'](null, '', addressOf(next, location.search));
    setView(next);
  };
  return [view, go];
}

export type Asked<Answer> = { answer: Answer | null; state: 'loading' | 'failed' | 'there' };

/**
 * What the centre answers at this address, asked for again with each new address and version. While it is asked again the
 * last answer stays; of another address there is none yet.
 */
export function useAnswer<Answer>(path: string): Asked<Answer> {
  const { version, onSignedOut } = useReport();
  const [known, setKnown] = useState<{ path: string | null; answer: Answer | null; failed: boolean }>({
    ...{ path: null, answer: null, failed: false },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version asks again, the rest never changes
  useEffect(() => {
    const asking = new AbortController();
    fetch(path, { signal: asking.signal })
      .then(async (response) => {
        if (response.status === 401) return onSignedOut();
        if (!response.ok) throw new Error(`${path}: ${response.status}`);
        setKnown({ path, answer: await response.json(), failed: false });
      })
      .catch(() => {
        if (asking.signal.aborted) return;
        setKnown((before) => ({ path, answer: before.path === path ? before.answer : null, failed: true }));
      });
    return () => asking.abort();
  }, [path, version]);
  if (known.path !== path) return { answer: null, state: 'loading' };
  return { answer: known.answer, state: known.failed ? 'failed' : 'there' };
}

const number = new Intl.NumberFormat('en-US');
const percent = new Intl.NumberFormat('en-US', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** Blank for none, as the printed report has it. */
export const countOrBlank = (count: number | null): string => (count ? number.format(count) : '');
export const count = (value: number): string => number.format(value);
export const percentOf = (share: number): string => percent.format(share);
/** Share of the tokens that are confirmed; blank where there is no token. */
export const rateOf = ({ tokens, confirmedTokens }: { tokens: number; confirmedTokens: number }): string =>
  tokens === 0 ? '' : percent.format(confirmedTokens / tokens);

export function useDates() {
  const { language, text } = useReport();
  const day = (isoDay: string): string => formatDay(isoDay, language);
  return {
    day,
    /** Of its first day. */
    month: (isoDay: string): string => formatMonth(isoDay, language),
    time: (iso: string): string => formatTime(iso, language),
    /** All time is a period as well. */
    period: (days: Days | null): string =>
      days === null ? text.periods.all : `${day(days.from)} – ${day(days.to)}`,
  };
}
