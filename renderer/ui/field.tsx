import styles from './field.module.css';

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  testId: string;
  maxLength: number;
  /** Nobody reads along. */
  secret?: boolean;
};

/** A line of text typed by staff. */
export function Field({ label, value, onChange, testId, maxLength, secret }: Props) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <input
        type={secret ? 'password' : 'text'}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        maxLength={maxLength}
        autoComplete="off"
        data-testid={testId}
      />
    </label>
  );
}
