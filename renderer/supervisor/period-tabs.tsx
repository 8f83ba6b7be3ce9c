import type { Period } from '../../contract/index.ts';
import { useWords } from '../i18n/index.ts';
import { Tabs } from '../ui/index.ts';

const PERIODS = ['today', 'week', 'month', 'all'] as const satisfies readonly Period[];

export function PeriodTabs(props: { chosen: Period; onChoose: (period: Period) => void }) {
  const { office } = useWords();
  const tabs = PERIODS.map((name) => ({ name, label: office.period[name] }));
  return <Tabs label={office.periodLabel} tabs={tabs} {...props} />;
}
