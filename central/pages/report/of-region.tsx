import type { ReactNode } from 'react';
import type { NationalReport } from '../../../contract/report.ts';
import { Answered } from './parts.tsx';
import { useAnswer, useReport } from './report-context.ts';

type Props = { controls?: ReactNode; children: (region: number) => ReactNode };

/** What is seen of the region that the view asks for, else of the first that the viewer may see; another can be chosen above it. */
export function OfRegion({ controls, children }: Props) {
  const { view } = useReport();
  const asked = useAnswer<NationalReport>('/v1/reports/regions');
  return (
    <Answered asked={asked}>
      {(report) => {
        const regions = report.regions.map(({ region }) => region);
        const region = regions.includes(view.region) ? view.region : (regions[0] ?? view.region);
        return (
          <>
            <div className="line controls">
              <RegionChoice regions={regions} chosen={region} />
              {controls}
            </div>
            {children(region)}
          </>
        );
      }}
    </Answered>
  );
}

function RegionChoice({ regions, chosen }: { regions: readonly number[]; chosen: number }) {
  const { text, go } = useReport();
  const choose = (region: number) => go({ region, page: 1, search: '' });
  return (
    <>
      <nav className="regions wide-only" id="region-list" aria-label={text.region}>
        {regions.map((region) => (
          <button
            key={region}
            type="button"
            aria-label={text.regionNumber(region)}
            aria-current={region === chosen ? 'true' : undefined}
            onClick={() => choose(region)}
          >
            {region}
          </button>
        ))}
      </nav>
      <select
        className="narrow-only which-region"
        aria-label={text.region}
        value={chosen}
        onChange={(event) => choose(Number(event.target.value))}
      >
        {regions.map((region) => (
          <option key={region} value={region}>
            {text.regionNumber(region)}
          </option>
        ))}
      </select>
    </>
  );
}
