import { useCallback, useEffect, useState } from 'react';
import type { ViewerView } from '../../../contract/report.ts';
import { currentLanguage, type Language, switchLanguage } from '../language.ts';
import { Compare } from './compare.tsx';
import { Facilities } from './facilities.tsx';
import { Facility } from './facility.tsx';
import { Lists } from './lists.tsx';
import { Regions } from './regions.tsx';
import { ReportProvider, useView } from './report-context.ts';
import { readViewer, SignIn, signOut } from './sign-in.tsx';
import { Silent } from './silent.tsx';
import { REPORT_TEXT, type ReportText, SCOPE_TEXT } from './text.ts';
import { useLive } from './use-live.ts';
import { dayOf, type View } from './view.ts';

const TABS = ['regions', 'facilities', 'compare', 'silent', 'lists'] as const;
const PARTS: Record<View['tab'], () => React.ReactNode> = {
  regions: Regions,
  facilities: Facilities,
  compare: Compare,
  silent: Silent,
  lists: Lists,
};

type Who = { state: 'asking' | 'failed' | 'nobody' } | { state: 'there'; viewer: ViewerView };

export function ReportPage() {
  const [language, setLanguage] = useState(currentLanguage);
  const [view, go] = useView();
  const [version, setVersion] = useState(0);
  const [who, setWho] = useState<Who>({ state: 'asking' });
  const text = REPORT_TEXT[language];
  const askWho = useCallback(() => {
    readViewer().then(
      (viewer) => setWho(viewer ? { state: 'there', viewer } : { state: 'nobody' }),
      () => setWho({ state: 'failed' }),
    );
  }, []);
  useEffect(askWho, [askWho]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = text.title;
  }, [language, text]);
  const onSignedOut = useCallback(() => setWho({ state: 'nobody' }), []);
  const again = useCallback(() => setVersion((before) => before + 1), []);
  useLive(who.state === 'there', again);
  const refresh = () => (who.state === 'there' ? again() : askWho());
  const scope = who.state === 'there' ? who.viewer.scope : null;
  /** A facility that the map or the address led to is one of the facilities. */
  const shown = view.hcode !== '' && view.tab === 'regions' ? 'facilities' : view.tab;
  const Part = view.hcode === '' ? PARTS[view.tab] : Facility;

  return (
    <ReportProvider
      value={{
        ...{ language, text, view, go, version, onSignedOut },
        today: dayOf(new Date()),
        scopeName: scope ? SCOPE_TEXT[language][scope.kind](scope.place) : '',
      }}
    >
      <Bar
        {...{ text, language }}
        viewer={who.state === 'there' ? who.viewer : null}
        onLanguage={() => setLanguage(switchLanguage())}
        onSignOut={() => void signOut().then(onSignedOut)}
      />
      <main className="wide">
        <div className="title">
          <h1>{text.title}</h1>
          {who.state === 'there' && (
            <span className="tools">
              <button type="button" className="wide-only" onClick={() => print()}>
                {text.print}
              </button>
              <button type="button" className="action" id="refresh" onClick={refresh}>
                {text.refresh}
              </button>
            </span>
          )}
        </div>
        {who.state === 'nobody' && <SignIn onDone={askWho} />}
        {who.state === 'asking' && <p className="notice">{text.loading}</p>}
        {who.state === 'failed' && (
          <p className="notice stop" role="alert">
            {text.failed}{' '}
            <button type="button" onClick={refresh}>
              {text.refresh}
            </button>
          </p>
        )}
        {who.state === 'there' && (
          <>
            <nav className="tabs" aria-label={text.title}>
              {TABS.map((tab) => (
                <button
                  key={tab}
                  type="button"
                  ref={tab === shown ? showTab : undefined}
                  aria-current={tab === shown ? 'page' : undefined}
                  onClick={() => go({ tab, hcode: '', device: '', operator: '' })}
                >
                  {text.tabs[tab]}
                </button>
              ))}
            </nav>
            <Part />
          </>
        )}
      </main>
    </ReportProvider>
  );
}

/** On a narrow screen the tabs slide: the one that is shown is in sight. */
const showTab = (tab: HTMLElement | null) => tab?.scrollIntoView({ block: 'nearest', inline: 'center' });

type BarProps = {
  text: ReportText;
  language: Language;
  viewer: ViewerView | null;
  onLanguage(): void;
  onSignOut(): void;
};

function Bar({ text, language, viewer, onLanguage, onSignOut }: BarProps) {
  return (
    <header className="bar">
      <span className="service">{text.service}</span>
      <button id="language" type="button" lang={language === 'th' ? 'en' : 'th'} onClick={onLanguage}>
        {language === 'th' ? 'English' : 'ไทย'}
      </button>
      {viewer && (
        <span className="line">
          <span id="viewer">
            {viewer.name} · {SCOPE_TEXT[language][viewer.scope.kind](viewer.scope.place)}
          </span>
          <button id="sign-out" type="button" onClick={onSignOut}>
            {text.signOut}
          </button>
        </span>
      )}
    </header>
  );
}
