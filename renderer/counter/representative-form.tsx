import type { Representative } from '../../contract/index.ts';
import { useWords } from '../i18n/index.ts';
import { Choices, Field, Notice } from '../ui/index.ts';

export type Answers = {
  cardOf: 'citizen' | 'representative' | null;
  relation: Representative['relation'] | null;
  name: string;
};

const RELATIONS = ['parent', 'guardian', 'family', 'carer'] as const;
const LONGEST_NAME = 100;

/** Whose card is in, who acts for the citizen, and by what name. */
export function RepresentativeForm(props: { answers: Answers; onChange: (answers: Answers) => void }) {
  const { approval } = useWords();
  const { answers, onChange } = props;
  const { cardOf, relation, name } = answers;
  return (
    <>
      <Choices
        testId="card-of"
        inRow
        legend={approval.whoseCard}
        choices={[
          { name: 'citizen', label: approval.ofCitizen },
          { name: 'representative', label: approval.ofRepresentative },
        ]}
        chosen={cardOf}
        onChoose={(whose) => onChange({ ...answers, cardOf: whose })}
      />
      {cardOf === 'representative' && <Notice tone="attention">{approval.wrongCard}</Notice>}
      {cardOf === 'citizen' && (
        <>
          <Choices
            testId="relation"
            inRow
            legend={approval.relation}
            choices={RELATIONS.map((one) => ({ name: one, label: approval.relations[one] }))}
            chosen={relation}
            onChoose={(chosen) => onChange({ ...answers, relation: chosen })}
          />
          <Field
            label={approval.name}
            value={name}
            onChange={(typed) => onChange({ ...answers, name: typed })}
            maxLength={LONGEST_NAME}
            testId="representative-name"
          />
        </>
      )}
    </>
  );
}
