import { type FormEvent, useState } from 'react';
import type { CitizenNames, ReportedCallBacks, UnconfirmedTokens } from '../../../contract/report.ts';
import { Answered } from './parts.tsx';
import { count, useAnswer, useDates, useReport } from './report-context.ts';
import { DaysField } from './silent.tsx';
import { type Column, Table } from './table.tsx';
import { VisitHoursTable } from './visit-hours.tsx';

type CallBack = ReportedCallBacks['callBacks'][number];
type Unconfirmed = UnconfirmedTokens['tokens'][number];
/** As many as the centre opens at once. */
const NAMES_AT_ONCE = 50;

/** What facilities work off: who is to be called back, who has not confirmed, and when people come. */
export function Lists() {
  const { view } = useReport();
  return (
    <>
      <CallBacks />
      <FacilityField />
      {view.listOf !== '' && (
        <>
          <UnconfirmedList key={`${view.listOf} ${view.days}`} facility={view.listOf} />
          <VisitHoursTable facility={view.listOf} />
        </>
      )}
    </>
  );
}

function FacilityField() {
  const { text, view, go } = useReport();
  const [hcode, setHcode] = useState(view.listOf);
  const show = (event: FormEvent) => {
    event.preventDefault();
    go({ listOf: hcode.trim().toUpperCase() });
  };
  return (
    <form className="line controls" onSubmit={show}>
      <label>
        {text.chooseFacility}
        <input
          id="list-of"
          required
          pattern=" *([0-9]{5}|[0-9]{9}|[A-Za-z]{2}[0-9]{7}) *"
          value={hcode}
          onChange={(event) => setHcode(event.target.value)}
        />
      </label>
      <button type="submit">{text.show}</button>
      <DaysField />
    </form>
  );
}

function CallBacks() {
  const { text } = useReport();
  const { time } = useDates();
  const names = useNames();
  const asked = useAnswer<ReportedCallBacks>('/v1/reports/call-backs');
  const columns: Column<CallBack>[] = [
    { ...{ name: 'token', heading: text.token, isRowHead: true }, cell: ({ tokenId }) => tokenId },
    { ...{ name: 'name', heading: text.name }, cell: ({ tokenId }) => names.known.get(tokenId) },
    { ...{ name: 'facility', heading: text.nameTh }, cell: ({ hcode, nameTh }) => `${nameTh} (${hcode})` },
    { ...{ name: 'since', heading: text.since }, cell: ({ addedAt }) => time(addedAt) },
  ];
  return (
    <section id="call-backs">
      <Answered asked={asked}>
        {({ callBacks }) => (
          <>
            <Table
              columns={columns}
              rows={callBacks}
              keyOf={({ tokenId }) => tokenId}
              caption={text.callBacks}
              empty={text.noCallBacks}
            />
            <ShowNames of={callBacks} show={names.show} />
          </>
        )}
      </Answered>
    </section>
  );
}

function UnconfirmedList({ facility }: { facility: string }) {
  const { text, view } = useReport();
  const { time } = useDates();
  const names = useNames();
  const asked = useAnswer<UnconfirmedTokens>(`/v1/reports/unconfirmed?hcode=${facility}&days=${view.days}`);
  const columns: Column<Unconfirmed>[] = [
    { ...{ name: 'token', heading: text.token, isRowHead: true }, cell: ({ tokenId }) => tokenId },
    { ...{ name: 'name', heading: text.name }, cell: ({ tokenId }) => names.known.get(tokenId) },
    { ...{ name: 'since', heading: text.since }, cell: ({ issuedAt }) => time(issuedAt) },
    { ...{ name: 'expires', heading: text.expires }, cell: ({ expiresAt }) => time(expiresAt) },
  ];
  return (
    <section id="unconfirmed">
      <Answered asked={asked}>
        {(list) => (
          <>
            <Table
              columns={columns}
              rows={list.tokens}
              keyOf={({ tokenId }) => tokenId}
              caption={text.unconfirmed(view.days)}
              empty={text.nothing}
            />
            <p className="quiet">{text.unconfirmedCount(count(list.count))}</p>
            <ShowNames of={list.tokens} show={names.show} />
          </>
        )}
      </Answered>
    </section>
  );
}

type ShowNamesProps = { of: readonly { tokenId: string }[]; show(tokenIds: string[]): Promise<void> };

function ShowNames({ of, show }: ShowNamesProps) {
  const { text } = useReport();
  const [failed, setFailed] = useState(false);
  if (of.length === 0) return null;
  const open = () => {
    const tokenIds = of.slice(0, NAMES_AT_ONCE).map(({ tokenId }) => tokenId);
    show(tokenIds).then(
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
function useNames() {
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
      setKnown(new Map(names.map(({ tokenId, name }) => [tokenId, name])));
    },
  };
}
