import type { NationalReport, RegionReport } from '../../contract/report.ts';
import {
  byId,
  currentLanguage,
  fillWords,
  formatTime,
  type Language,
  setUpLanguageSwitch,
} from './language.ts';
import { readViewer, renderAccess, setUpAccess } from './report-access.ts';
import { REPORT_TEXT } from './report-text.ts';
import { facilitiesTable, nationalFigures, regionsTable } from './report-view.ts';

type Tab = 'regions' | 'facilities';

/** What the page shows. The address says the same, so that every view can be shared. */
type View = { tab: Tab; region: number };
type Data = { national: NationalReport; region: RegionReport };

const page = {
  report: byId('report', HTMLElement),
  status: byId('status', HTMLElement),
  asOf: byId('as-of', HTMLElement),
  total: byId('total', HTMLElement),
  figures: byId('figures', HTMLElement),
  tabs: { regions: byId('tab-regions', HTMLElement), facilities: byId('tab-facilities', HTMLElement) },
  panel: byId('panel', HTMLElement),
  regionList: byId('region-list', HTMLElement),
  table: byId('table', HTMLElement),
};

let view = readView();
let data: Data | null = null;
/** Why there is nothing to show. */
let lack: 'failed' | 'sign-in' | null = null;

function readView(): View {
  const asked = new URLSearchParams(location.search);
  const region = Number(asked.get('region') ?? 1);
  return {
    tab: asked.get('tab') === 'facilities' ? 'facilities' : 'regions',
    region: Number.isInteger(region) && region >= 1 && region <= 13 ? region : 1,
  };
}

function show(next: View): void {
  view = next;
  const address = new URL(location.href);
  address.searchParams.set('tab', view.tab);
  address.searchParams.set('region', String(view.region));
  history.replaceState(null, '', address);
  load();
}

async function load(): Promise<void> {
  page.table.ariaBusy = 'true';
  const asked = view;
  try {
    if (!(await readViewer())) {
      data = null;
      lack = 'sign-in';
      render(currentLanguage());
      return;
    }
    const [national, region] = await Promise.all([
      ask<NationalReport>('/v1/reports/regions'),
      ask<RegionReport>(`/v1/reports/regions/${asked.region}`),
    ]);
    if (asked !== view) return;
    const [first] = national.regions;
    if (first !== undefined && !national.regions.some((row) => row.region === asked.region)) {
      // Beyond what this viewer may see: to what there is.
      show({ ...asked, region: first.region });
      return;
    }
    data = { national, region };
    lack = null;
  } catch {
    lack = 'failed';
  }
  page.table.ariaBusy = 'false';
  render(currentLanguage());
}

async function ask<Answer>(path: string): Promise<Answer> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

function render(language: Language): void {
  const text = REPORT_TEXT[language];
  document.title = text.title;
  fillWords(text);
  for (const [name, tab] of Object.entries(page.tabs)) {
    tab.ariaSelected = String(name === view.tab);
    tab.tabIndex = name === view.tab ? 0 : -1;
  }
  page.panel.setAttribute('aria-labelledby', `tab-${view.tab}`);
  page.regionList.hidden = view.tab === 'regions';
  renderAccess(language, lack === 'sign-in');
  page.status.hidden = lack === 'sign-in' || (data !== null && lack === null);
  page.status.textContent = lack === 'failed' ? text.failed : text.loading;
  page.status.className = lack === 'failed' ? 'notice stop' : 'notice';
  page.report.hidden = data === null && lack !== 'failed';
  if (data === null) return;

  const { national, region } = data;
  page.asOf.textContent = formatTime(national.asOf, language);
  page.total.textContent = national.national.tokens.toLocaleString('en-US');
  page.figures.replaceChildren(...nationalFigures(national.national, text));
  page.regionList.replaceChildren(...regionButtons(national, language));
  page.table.replaceChildren(
    view.tab === 'regions'
      ? regionsTable(national, text, (chosen) => show({ tab: 'facilities', region: chosen }))
      : facilitiesTable(region, text),
  );
}

function regionButtons({ regions }: NationalReport, language: Language): HTMLElement[] {
  const text = REPORT_TEXT[language];
  return regions.map(({ region }) => {
    const button = document.createElement('button');
    button.textContent = String(region);
    button.ariaLabel = `${text.regionNumber} ${region}`;
    if (region === view.region) button.setAttribute('aria-current', 'true');
    button.addEventListener('click', () => show({ ...view, region }));
    return button;
  });
}

function chooseTab(tab: Tab): void {
  show({ ...view, tab });
  page.tabs[tab].focus();
}

page.tabs.regions.addEventListener('click', () => chooseTab('regions'));
page.tabs.facilities.addEventListener('click', () => chooseTab('facilities'));
byId('tabs', HTMLElement).addEventListener('keydown', ({ key }) => {
  if (key === 'ArrowLeft' || key === 'ArrowRight')
    chooseTab(view.tab === 'regions' ? 'facilities' : 'regions');
});
byId('refresh', HTMLButtonElement).addEventListener('click', () => load());
setUpAccess(() => void load());
setUpLanguageSwitch(byId('language', HTMLButtonElement), render);
load();
