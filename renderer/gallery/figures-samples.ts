import type { FacilityFigures, Figures, Period, SupervisorReport, Tally } from '../../contract/index.ts';

/** Invented figures of the supervisor's pages, each of its period as the real ones are. */
const NOW = '2026-11-22T07:05:00.000Z';
const DAY_MS = 86_400_000;
const DAYS_IN: Record<Period, number> = { today: 1, week: 7, month: 30, all: 45 };
/** Tokens a day, the latest first; no visit on the days without. */
const TOKENS = [10, 0, 12, 4, 9, 6, 8, 0, 0, 11, 7, 9, 5, 8, 0, 0, 13, 6, 4, 9, 7];

const none: Tally = { visits: 0, persons: 0, tokens: 0, confirmed: 0 };
const joined = (one: Tally, other: Tally, sign: 1 | -1): Tally => ({
  visits: one.visits + sign * other.visits,
  persons: one.persons + sign * other.persons,
  tokens: one.tokens + sign * other.tokens,
  confirmed: one.confirmed + sign * other.confirmed,
});

export function figuresIn(period: Period): Figures {
  const byDay = Array.from({ length: DAYS_IN[period] }, (_, ago) => {
    const tokens = TOKENS[ago % TOKENS.length] ?? 0;
    const day = new Date(Date.parse(NOW) - ago * DAY_MS).toISOString().slice(0, 'yyyy-mm-dd'.length);
    const confirmed = ago === 0 ? tokens - 4 : tokens - (tokens > 8 ? 1 : 0);
    return { day, tally: { visits: tokens + 2, persons: tokens, tokens, confirmed } };
  })
    .filter(({ tally }) => tally.tokens > 0)
    .reverse();
  const total = byDay.reduce((sum, { tally }) => joined(sum, tally, 1), none);
  const mornings = byDay.reduce((sum, { tally }, place) => (place % 2 ? joined(sum, tally, 1) : sum), none);
  const failed = total.visits - total.tokens;
  const declined = Math.floor(failed / 4);
  const late = Math.ceil((failed - declined) / 2);
  return {
    period,
    madeAt: NOW,
    total,
    byOperator: [
      { staffId: 'op1', name: 'สุดา ตั้งใจ', tally: joined(total, mornings, -1) },
      { staffId: 'op2', name: 'ประเสริฐ ดูแลดี', tally: mornings },
    ].filter(({ tally }) => tally.visits > 0),
    byDay,
    byReason: [
      { reason: 'FACE_TIMEOUT', visits: late },
      { reason: 'FACE_NO_MATCH', visits: failed - declined - late },
      { reason: null, visits: declined },
    ].filter(({ visits }) => visits > 0),
  };
}

export const emptyFigures = (period: Period): Figures => ({
  ...{ period, madeAt: NOW, total: none, byOperator: [], byDay: [], byReason: [] },
});

export const EMPTY_REPORT: SupervisorReport = {
  counts: null,
  fetchedAt: null,
  error: { code: 'CENTRE_UNREACHABLE' },
  outbox: { waiting: 2, parked: 0, received: 0 },
};

const PART: Record<Period, number> = { today: 0.02, week: 0.1, month: 0.35, all: 1 };

/** The ministry's four numbers; the machines are those of now, whatever the period. */
export function reportIn(period: Period): SupervisorReport {
  const totals = (devices: number, persons: number, tokens: number, confirmedTokens: number) => ({
    devices,
    persons: Math.round(persons * PART[period]),
    tokens: Math.round(tokens * PART[period]),
    confirmedTokens: Math.round(confirmedTokens * PART[period]),
  });
  return {
    counts: {
      device: totals(1, 138, 151, 140),
      facility: totals(4, 445, 516, 471),
      region: totals(84, 18_452, 19_038, 17_204),
      asOf: NOW,
    },
    fetchedAt: '2026-11-22T07:05:02.000Z',
    error: null,
    outbox: { waiting: 2, parked: 0, received: 149 },
  };
}

/** The year's machines and operators; a few of them today. */
export function facilityIn(period: Period): FacilityFigures {
  const part = PART[period];
  const of = (persons: number, tokens: number, confirmedTokens: number) => ({
    persons: Math.round(persons * part),
    tokens: Math.round(tokens * part),
    confirmedTokens: Math.round(confirmedTokens * part),
  });
  const device = (deviceId: string, name: string, counts: ReturnType<typeof of>) => ({
    ...{ deviceId, name, ...counts, thisOne: deviceId === 'd1' },
    ...{ status: 'active' as const, lastSeenAt: '2026-11-22T07:02:00.000Z' },
  });
  return {
    counts: {
      devices: [
        device('d1', 'เคาน์เตอร์ 1', of(138, 151, 140)),
        device('d2', 'เคาน์เตอร์ 2', of(201, 236, 214)),
        device('d3', 'เคาน์เตอร์ 3', of(96, 118, 107)),
        { ...device('d4', 'เคาน์เตอร์ 4', of(10, 11, 10)), status: 'revoked' },
      ],
      operators: [
        { operatorId: 'op1', name: 'สุดา ตั้งใจ', ...of(231, 262, 241) },
        { operatorId: 'op2', name: 'ประเสริฐ ดูแลดี', ...of(214, 254, 230) },
      ],
      total: of(445, 516, 471),
      asOf: NOW,
    },
    error: null,
  };
}
