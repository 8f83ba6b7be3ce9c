import type { FaceFigures, FaceMeasurement } from './bench-face.ts';
import { detChart } from './det-chart.ts';
import type { GroupRates, Interval } from './error-rates.ts';
import type { HeldOut } from './held-out.ts';
import type { Reasons } from './presentations.ts';

/** What no figure of this bench tells; said in the report, whoever's photos were measured. */
const NOT_MEASURED = [
  'Photos that no threshold has seen: those of the policy and of the liveness tests may have been chosen on the same photos (docs/face.md says on which).',
  'Thai citizens at a counter: the groups are those of the photos given, and few people each.',
  'Chip photos from real cards and years between card and visit: references are made from photos of the same session or year.',
  'Real presentation attacks: every species is drawn by the computer. Paper, ink, displays, cameras and hands differ.',
  'Masks of paper, silicone or resin, make-up, twins, morphed photos, and films computed while the challenges are asked.',
  'Frames put in behind the camera (a virtual camera, a tampered driver).',
  'Bona fide people: their clips are drawn from one photo each. How many citizens fail the challenges is only seen with citizens.',
  'Differences between ages, sexes and skin tones beyond the groups of the photos.',
];

/** The figures as a page of its own, without pictures of anybody. */
export function reportPage({ figures, curves }: FaceMeasurement): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Face bench</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b2430 }
table { border-collapse: collapse; margin: 1rem 0 } caption { text-align: left; font-weight: bold }
th, td { border-bottom: 1px solid #c8d0d9; padding: .3rem .7rem; text-align: right } th:first-child, td:first-child { text-align: left }
small { color: #5a6675; display: block } svg { max-width: 100% }
</style>
<h1>Face bench</h1>
<p>Model ${figures.model}. ${figures.photos} photos of ${figures.people} people; no face found in
${figures.failureToEnroll.references} references and ${figures.failureToEnroll.probes} probes of
${figures.failureToEnroll.photos}, which count as false non-matches. Bounds are Wilson's at 95 %, as if all pairs were
independent; pairs of few people are not, so the truth may lie further out.</p>
<h2>Comparison</h2>
${ratesTable('One frame as probe, chip-grade references', figures.groups)}
${detChart(curves)}
${ratesTable('Probe fused from two photos', figures.fusedProbe)}
${figures.heldOut.map(heldOutTable).join('\n')}
<p>Where there are fewer than 1/FMR impostor pairs, the FNMR at that FMR is the one at which no impostor at all matches.</p>
<h2>Presentation attacks, simulated</h2>
${attacksTable(figures)}
<p>Films on a screen move as they are asked to: without a passive detector nothing here tells them from a person. The
operator looks.</p>
<h2>Time</h2>
<p>${figures.ms.detect} ms to find and measure a face, ${figures.ms.embed} ms for an embedding, ${figures.ms.compare} ms
to compare: medians of ${figures.ms.n}, in the engine's window, with the way there and back.
${figures.trackingFps === null ? 'Tracking was not measured.' : `${figures.trackingFps} frames a second are tracked in the citizen's window.`}
${figures.longTasks ? `${figures.longTasks.n} tasks of more than 50 ms in ${figures.longTasks.seconds} s of tracking, the longest ${figures.longTasks.longestMs} ms.` : ''}</p>
<h2>What was not measured</h2>
<ul>${NOT_MEASURED.map((line) => `<li>${line}`).join('\n')}</ul>
</html>
`;
}

function ratesTable(caption: string, groups: Record<string, GroupRates>): string {
  return table(
    caption,
    [
      'group',
      'genuine',
      'impostor',
      'EER',
      'FNMR at FMR 1 %',
      '0.1 %',
      '0.01 %',
      'accept: FMR',
      'FNMR',
      'refer: FMR',
      'FNMR',
    ],
    Object.entries(groups).map(([name, { genuine, impostor, eer, fnmrAtFmr, accept, refer }]) => [
      escapeText(name),
      String(genuine),
      String(impostor),
      percent(eer),
      percent(fnmrAtFmr['0.01']),
      percent(fnmrAtFmr['0.001']),
      percent(fnmrAtFmr['0.0001']),
      ...[accept, refer].flatMap(({ fmr, fnmr, ci }) => [withBounds(fmr, ci.fmr), withBounds(fnmr, ci.fnmr)]),
    ]),
  );
}

function heldOutTable({ threshold, people, groups }: HeldOut): string {
  return table(
    `Threshold ${threshold}, chosen on ${people.chose} people, measured on ${people.measured} others`,
    ['group', 'genuine', 'impostor', 'FMR', 'FNMR'],
    Object.entries(groups).map(([name, { genuine, impostor, fmr, fnmr, ci }]) => [
      escapeText(name),
      String(genuine),
      String(impostor),
      withBounds(fmr, ci.fmr),
      withBounds(fnmr, ci.fnmr),
    ]),
  );
}

const reasonsLine = (reasons: Reasons): string =>
  Object.entries(reasons)
    .sort(([, one], [, other]) => other - one)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ') || '–';

function attacksTable({ attacks, bonaFide, photosNotUsed }: FaceFigures): string {
  const rows = Object.entries(attacks).map(
    ([name, { n, accepted, apcer, ci, still, notAcquired, reasons }]) => [
      escapeText(name),
      still ? 'still picture' : 'moves',
      String(n),
      String(accepted),
      withBounds(apcer, ci),
      String(notAcquired),
      reasonsLine(reasons),
    ],
  );
  const { n, rejected, bpcer, ci, replaced, reasons } = bonaFide;
  return `${table('Taken for live', ['species', 'kind', 'n', 'accepted', 'APCER', 'ended at the straight look', 'why stopped'], rows)}
<p>Bona fide clips: ${n}, rejected ${rejected}: BPCER ${withBounds(bpcer, ci)} Why: ${reasonsLine(reasons)}. ${replaced} were asked another
challenge in place of one. Of ${photosNotUsed} more photos no clip was made, for
they show no clear, straight face with a closed mouth.</p>`;
}

function table(caption: string, head: string[], rows: string[][]): string {
  const line = (cells: string[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table><caption>${caption}</caption>${line(head, 'th')}
${rows.map((row) => line(row, 'td')).join('\n')}</table>`;
}

const percent = (rate: number): string => (Number.isNaN(rate) ? '–' : `${(100 * rate).toFixed(2)} %`);

const withBounds = (rate: number, [low, high]: Interval): string =>
  `${percent(rate)}<small>${percent(low)} to ${percent(high)}</small>`;

/** Groups are named by whoever made the folder. */
const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
