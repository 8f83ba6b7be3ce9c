import { useWords } from '../i18n/index.ts';
import { Progress, Screen, Title } from '../ui/index.ts';
import common from './citizen.module.css';

/** Until the trusted side has said where things stand. */
export function Starting() {
  const { starting, service } = useWords();
  return (
    <Screen>
      <div className={common.starting}>
        <Title lead={starting}>{service}</Title>
        <Progress label={starting} share={null} hideLabel />
      </div>
    </Screen>
  );
}
