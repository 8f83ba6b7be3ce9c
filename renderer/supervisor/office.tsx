import { useState } from 'react';
import { StaffScreen } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { useActions } from '../state/index.ts';
import { Tabs, Title } from '../ui/index.ts';
import { AuditLog } from './audit-log.tsx';
import { FacilityPage } from './facility-page.tsx';
import { FiguresPage } from './figures-page.tsx';
import { KeepPage } from './keep-page.tsx';
import styles from './office.module.css';
import { People } from './people.tsx';
import { Report } from './report.tsx';
import { RulesPage } from './rules-page.tsx';

const PAGES = ['counts', 'facility', 'figures', 'people', 'audit', 'rules', 'keep'] as const;
type OfficePage = (typeof PAGES)[number];

/** The supervisor's pages, between visits. */
export function Office() {
  const { office } = useWords();
  const { openPage } = useActions();
  const [page, setPage] = useState<OfficePage>('counts');
  const tabs = PAGES.map((name) => ({ name, label: office.pages[name] }));
  return (
    <StaffScreen
      fromTop
      wayOut={{ label: office.close, onPress: () => openPage('visit'), testId: 'close-report' }}
    >
      <div className={styles.office} data-testid="report">
        <div className={styles.row}>
          {/* The tabs say where one is; the heading is for those who hear the page. */}
          <div className="visually-hidden">
            <Title small>{office.title}</Title>
          </div>
          <Tabs label={office.title} tabs={tabs} chosen={page} onChoose={setPage} />
        </div>
        {page === 'counts' && <Report />}
        {page === 'facility' && <FacilityPage />}
        {page === 'figures' && <FiguresPage />}
        {page === 'people' && <People />}
        {page === 'audit' && <AuditLog />}
        {page === 'rules' && <RulesPage />}
        {page === 'keep' && <KeepPage />}
      </div>
    </StaffScreen>
  );
}
