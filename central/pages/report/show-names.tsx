import { useState } from 'react';
import type { CitizenNames } from '../../../contract/report.ts';
import { useReport } from './report-context.ts';

type Listed = { tokenId: string };
type ShowNamesProps = { of: readonly Listed[]; show(tokenIds: string[]): Promise<void> };

/** Names of the rows of a page, on demand. */
export function ShowNames({ of, show }: ShowNamesProps) {
  const { text } = useReport();
  const [failed, setFailed] = useState(false);
  if (of.length === 0) return null;
  const open = () => {
    show(of.map(({ tokenId }) => tokenId)).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  };
  return (
    <p className="line controls">
      <button type="button" onClick={open}>
        {text.showNames}
      </button>
      <span className="quiet">{text.namesNote}</span>
      {failed && <span role="alert">{text.failed}</span>}
    </p>
  );
}

/** Names are asked for by hand only, and are nowhere but in the table. */
export function useNames() {
  const [known, setKnown] = useState<ReadonlyMap<string, string>>(new Map());
  return {
    known,
    async show(tokenIds: string[]): Promise<void> {
      const response = await fetch('/v1/reports/names', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ tokenIds }),
      });
      if (!response.ok) throw new Error(`names: ${response.status}`);
      const { names } = (await response.json()) as CitizenNames;
      setKnown(
        (before) => new Map([...before, ...names.map(({ tokenId, name }) => [tokenId, name] as const)]),
      );
    },
  };
}
