import type { DetPoint } from './error-rates.ts';

/** Rates that the axes name; nothing below the first is drawn. */
const TICKS = [0.0001, 0.001, 0.01, 0.05, 0.1, 0.2, 0.4];
const SIDE = 420;
const MARGIN = 60;
const COLOURS = ['#0b6e4f', '#b3541e', '#3a5ba0', '#8a2d6b', '#555', '#0a0a0a'];

/** The detection error trade-off of each group: FNMR over FMR, both on the scale of normal deviates. */
export function detChart(curves: Record<string, DetPoint[]>): string {
  const names = Object.keys(curves);
  const grid = TICKS.map((tick) => {
    const [x, y] = [across(tick), down(tick)];
    return `<path d="M${x} ${MARGIN}V${MARGIN + SIDE}M${MARGIN} ${y}H${MARGIN + SIDE}" stroke="#dde3ea"/>
<text x="${x}" y="${MARGIN + SIDE + 18}" text-anchor="middle">${100 * tick}</text>
<text x="${MARGIN - 6}" y="${y + 4}" text-anchor="end">${100 * tick}</text>`;
  });
  const lines = names.map((name, index) => {
    const colour = COLOURS[index % COLOURS.length];
    const legendY = MARGIN + 20 * index;
    return `<path d="${pathOf(curves[name] ?? [])}" fill="none" stroke="${colour}" stroke-width="2"/>
<path d="M${MARGIN + SIDE + 20} ${legendY}h24" stroke="${colour}" stroke-width="2"/>
<text x="${MARGIN + SIDE + 50}" y="${legendY + 4}">${name.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`;
  });
  return `<svg viewBox="0 0 ${SIDE + 2 * MARGIN + 140} ${SIDE + 2 * MARGIN}" width="${SIDE + 2 * MARGIN + 140}" font-size="12" role="img" aria-label="DET curves">
${grid.join('\n')}
${lines.join('\n')}
<text x="${MARGIN + SIDE / 2}" y="${MARGIN + SIDE + 40}" text-anchor="middle">FMR, %</text>
<text transform="translate(16 ${MARGIN + SIDE / 2}) rotate(-90)" text-anchor="middle">FNMR, %</text>
</svg>`;
}

function pathOf(points: readonly DetPoint[]): string {
  const places = points.map(({ fmr, fnmr }) => `${across(fmr)} ${down(fnmr)}`);
  const corners = places.filter((place, index) => place !== places[index - 1]);
  return corners.length > 0 ? `M${corners.join('L')}` : '';
}

const across = (rate: number): number => round(MARGIN + SIDE * onScale(rate));
const down = (rate: number): number => round(MARGIN + SIDE * (1 - onScale(rate)));
const round = (value: number): number => Math.round(10 * value) / 10;

/** 0 at the smallest rate drawn, 1 at a half. */
function onScale(rate: number): number {
  const [smallest = 0] = TICKS;
  const from = normalDeviate(smallest);
  return (normalDeviate(Math.min(0.5, Math.max(smallest, rate))) - from) / (normalDeviate(0.5) - from);
}

/** The inverse of the normal distribution for 0 < p ≤ 0.5 (Abramowitz and Stegun, 26.2.23). */
function normalDeviate(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p));
  const above = 2.515517 + 0.802853 * t + 0.010328 * t * t;
  const below = 1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t;
  return -(t - above / below);
}
