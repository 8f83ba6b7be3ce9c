import type { Rules } from '../../contract/index.ts';
import { Loading } from '../frame/index.ts';
import { formatCount, useLanguage, useWords } from '../i18n/index.ts';
import { type KioskQuestion, useAnswer } from '../state/index.ts';
import { Table } from '../ui/index.ts';
import styles from './office.module.css';
import { reasonWords } from './reason-words.ts';

const loadRules: KioskQuestion<'loadRules'> = (bridge) => bridge.loadRules();

/** The policy and the limits in force here; they come with the program and are changed by the ministry alone. */
export function RulesPage() {
  const { office } = useWords();
  const { answer, error, reload } = useAnswer(loadRules);
  if (!answer) return <Loading label={office.loading} error={error} onRetry={reload} />;
  const { rule } = office;
  const { version, face, liveness, outbox, retention, token, visit } = answer;
  const moves = liveness.challenges.map((move) => office.moves[move]).join(' · ');
  const limits = (records: number, days: number, megabytes: number): string =>
    rule.limits(formatCount(records), days, formatCount(megabytes));
  const rows: [string, string][] = [
    [rule.version, version],
    [rule.accept, String(face.acceptThreshold)],
    [rule.look, String(face.lookThreshold)],
    [rule.attempts, formatCount(face.maxAttempts)],
    [rule.pause, rule.seconds(face.attemptPauseSeconds)],
    [rule.supervisorAfter, formatCount(face.supervisorAfter)],
    [rule.moves, rule.movesOf(liveness.count, moves)],
    [rule.replacements, formatCount(liveness.replacements)],
    [rule.capture, rule.captureTimes(liveness.captureSeconds, liveness.challengeSeconds)],
    [rule.idle, rule.seconds(visit.idleSeconds)],
    [rule.tokenDays, rule.days(token.validDays)],
    [rule.warn, limits(outbox.warnCount, outbox.warnAgeDays, outbox.warnFreeMegabytes)],
    [rule.freeze, limits(outbox.freezeCount, outbox.freezeAgeDays, outbox.freezeFreeMegabytes)],
    [rule.upload, rule.uploadAtMost(outbox.uploadKilobits)],
    [rule.keep, rule.keepDays(retention.stubDays, retention.tokenDays, formatCount(retention.auditDays))],
  ];
  return (
    <>
      <p className={styles.aside}>{office.rulesFrom}</p>
      <Table
        testId="rules"
        caption={office.pages.rules}
        columns={[rule.name, rule.value]}
        figuresFrom={1}
        empty={office.nothing}
        rows={rows.map(([name, value]) => ({ key: name, cells: [name, value] }))}
      />
      <Levels rules={answer.rules} />
      <Decisions rules={answer} />
    </>
  );
}

/** Which evidence gives which level, or ends a visit without one. */
function Levels({ rules }: { rules: Rules['rules'] }) {
  const words = useWords();
  const language = useLanguage();
  const { office, look } = words;
  const rows = rules.map(({ id, when, end, clause }) => ({
    id,
    evidence: [
      ...(when.comparison?.map((zone) => `${look.comparison}: ${look.zone[zone]}`) ?? []),
      ...(when.liveness?.map((outcome) => `${look.liveness}: ${look.livenessOutcome[outcome]}`) ?? []),
      ...(when.operator?.map((says) => office.operatorSays[says]) ?? []),
    ].join(' · '),
    result:
      end.outcome === 'verified'
        ? [office.levelGiven(end.level), end.levelPending && office.levelLater(end.levelPending)]
            .filter(Boolean)
            .join(' · ')
        : `${words.details.outcome[end.outcome]}: ${reasonWords(end.reason, language)}`,
    clause,
  }));
  return (
    <section>
      <h2 className={styles.heading}>{office.levels}</h2>
      <Table
        testId="levels"
        caption={office.levels}
        columns={[office.evidence, office.result, office.clause]}
        empty={office.nothing}
        rows={rows.map(({ id, evidence, result, clause }) => ({
          key: id,
          cells: [evidence, result, clause],
        }))}
      />
    </section>
  );
}

/** Where a supervisor's word counts, how far, and what it stands on. */
function Decisions({ rules: { exceptions, approvals } }: { rules: Rules }) {
  const { office, supervise, approval } = useWords();
  const rows = [
    ...approvals.map(({ id, reason, atMost, clause }) => ({
      id,
      why: approval.reasons[reason],
      level: atMost,
      clause,
    })),
    ...exceptions.map(({ id, reason, end, clause }) => ({
      id,
      why: supervise.exceptionReason[reason],
      level: end.level,
      clause,
    })),
  ];
  return (
    <section>
      <h2 className={styles.heading}>{office.decisions}</h2>
      <Table
        testId="decisions"
        caption={office.decisions}
        columns={[office.reason, office.atMost, office.clause]}
        empty={office.nothing}
        rows={rows.map(({ id, why, level, clause }) => ({ key: id, cells: [why, level, clause] }))}
      />
    </section>
  );
}
