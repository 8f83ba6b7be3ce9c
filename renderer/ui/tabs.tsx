import styles from './tabs.module.css';

type Props<Name extends string> = {
  label: string;
  tabs: readonly { name: Name; label: string }[];
  chosen: Name;
  onChoose: (name: Name) => void;
};

/** Pages of one screen, or views of one list; the chosen one is marked. */
export function Tabs<Name extends string>({ label, tabs, chosen, onChoose }: Props<Name>) {
  return (
    <fieldset className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <button
          key={tab.name}
          type="button"
          className={styles.tab}
          aria-pressed={tab.name === chosen}
          onClick={() => onChoose(tab.name)}
          data-testid={`tab-${tab.name}`}
        >
          {tab.label}
        </button>
      ))}
    </fieldset>
  );
}
