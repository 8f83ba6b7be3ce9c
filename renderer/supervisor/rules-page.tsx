import { formatCount, useWords } from '../i18n/index.ts';
import { type KioskQuestion, useAnswer } from '../state/index.ts';
import { Progress, Table } from '../ui/index.ts';

const loadRules: KioskQuestion<'loadRules'> = (bridge) => bridge.loadRules();

/** The policy and the limits in force here; they come with the program and are changed by the ministry alone. */
export function RulesPage() {
  const { office } = useWords();
  const { answer } = useAnswer(loadRules);
  if (!answer) return <Progress label={office.loading} share={null} />;
  const { rule } = office;
  const { version, face, outbox, token, visit } = answer;
  const rows: [string, string][] = [
    [rule.version, version],
    [rule.accept, String(face.acceptThreshold)],
    [rule.look, String(face.lookThreshold)],
    [rule.attempts, formatCount(face.maxAttempts)],
    [rule.pause, rule.seconds(face.attemptPauseSeconds)],
    [rule.supervisorAfter, formatCount(face.supervisorAfter)],
    [rule.idle, rule.seconds(visit.idleSeconds)],
    [rule.tokenDays, rule.days(token.validDays)],
    [rule.warn, formatCount(outbox.warnCount)],
    [rule.freeze, `${formatCount(outbox.freezeCount)} · ${rule.days(outbox.freezeAgeDays)}`],
  ];
  return (
    <Table
      testId="rules"
      caption={office.pages.rules}
      columns={[rule.name, rule.value]}
      figuresFrom={1}
      empty={office.nothing}
      rows={rows.map(([name, value]) => ({ key: name, cells: [name, value] }))}
    />
  );
}
