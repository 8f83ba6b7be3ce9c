import type { DeviceReport, Totals } from '../../contract/index.ts';
import { formatCount, formatShare, useWords } from '../i18n/index.ts';
import { useKiosk } from '../state/index.ts';
import { Numeral } from '../ui/index.ts';
import styles from './report.module.css';

const COLUMNS = ['devices', 'persons', 'tokens', 'confirmedTokens'] as const;

export function CountsTable({ counts }: { counts: DeviceReport }) {
  const { report } = useWords();
  const region = useKiosk((state) => state.status?.facility?.region ?? null);
  const rows = [
    { scope: 'facility', name: report.facility },
    { scope: 'device', name: report.device },
    { scope: 'region', name: report.region(region) },
  ] as const;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{report.scope}</th>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {report[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ scope, name }) => (
          <tr key={scope} className={scope === 'facility' ? styles.strong : undefined}>
            <th scope="row">{name}</th>
            {COLUMNS.map((column) => (
              <td key={column}>
                <Numeral testId={`count-${scope}-${column}`}>{formatCount(counts[scope][column])}</Numeral>
                {column === 'confirmedTokens' && <ConfirmedShare totals={counts[scope]} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ConfirmedShare({ totals }: { totals: Totals }) {
  const { report } = useWords();
  const share = formatShare(totals.confirmedTokens, totals.tokens);
  return <span className={styles.share}>{share ? report.confirmedShare(share) : report.noData}</span>;
}
