import styles from './choices.module.css';

type Props<Name extends string> = {
  legend: string;
  choices: readonly { name: Name; label: string }[];
  chosen: Name | null;
  onChoose: (name: Name) => void;
  /** Of each choice: this and its name. */
  testId: string;
  /** Several short ones beside each other. */
  inRow?: boolean;
};

/** One of a list; each choice is a line to press. */
export function Choices<Name extends string>({
  legend,
  choices,
  chosen,
  onChoose,
  testId,
  inRow,
}: Props<Name>) {
  return (
    <fieldset className={styles.choices}>
      <legend>{legend}</legend>
      <div className={inRow ? styles.row : styles.column}>
        {choices.map(({ name, label }) => (
          <label key={name} className={styles.choice}>
            <input
              type="radio"
              name={legend}
              checked={chosen === name}
              onChange={() => onChoose(name)}
              data-testid={`${testId}-${name}`}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
