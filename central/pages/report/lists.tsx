import { type FormEvent, useState } from 'react';
import { CallBacks } from './call-backs.tsx';
import { useReport } from './report-context.ts';
import { DaysField } from './silent.tsx';
import { UnconfirmedByFacilityTable } from './unconfirmed-by-facility.tsx';
import { UnconfirmedList } from './unconfirmed-list.tsx';
import { VisitHoursTable } from './visit-hours.tsx';

/**
 * What facilities work off. Of a facility: who has not confirmed, who is to be called back, when people come. Without one: who is to
 * be called back anywhere, and which facilities of a region have most unconfirmed tokens.
 */
export function Lists() {
  const { view } = useReport();
  const of = view.listOf;
  return (
    <>
      <FacilityField key={of} />
      {of !== '' && <UnconfirmedList key={`${of} ${view.days}`} facility={of} />}
      {of === '' && <UnconfirmedByFacilityTable />}
      <CallBacks key={of} facility={of} />
      {of !== '' && <VisitHoursTable facility={of} />}
    </>
  );
}

function FacilityField() {
  const { text, view, go } = useReport();
  const [hcode, setHcode] = useState(view.listOf);
  const show = (event: FormEvent) => {
    event.preventDefault();
    go({ listOf: hcode.trim().toUpperCase(), page: 1, callBackPage: 1 });
  };
  return (
    <form className="line controls" onSubmit={show}>
      {view.listOf !== '' && (
        <button type="button" onClick={() => go({ listOf: '', page: 1, callBackPage: 1 })}>
          ← {text.allFacilities}
        </button>
      )}
      <label>
        {text.chooseFacility}
        <input
          id="list-of"
          required
          size={12}
          pattern=" *([0-9]{5}|[0-9]{9}|[A-Za-z]{2}[0-9]{7}) *"
          value={hcode}
          onChange={(event) => setHcode(event.target.value)}
        />
      </label>
      <button type="submit">{text.show}</button>
      <DaysField label={text.unconfirmedDays} />
    </form>
  );
}
