import type { ReactNode } from 'react';
import styles from './table.module.css';

type Props = {
  caption: string;
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  /** Said instead of an empty table. */
  empty: string;
  /** From this column on figures, to the right. */
  figuresFrom?: number;
  testId?: string;
};

/** A plain table of staff's pages; the first cell of a row names it. */
export function Table({ caption, columns, rows, empty, figuresFrom = columns.length, testId }: Props) {
  if (rows.length === 0) return <p className={styles.empty}>{empty}</p>;
  const align = (column: number) => (column >= figuresFrom ? styles.figure : undefined);
  return (
    <table className={styles.table} data-testid={testId}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column, place) => (
            <th key={column} scope="col" className={align(place)}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [name, ...cells] }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            {cells.map((cell, place) => (
              <td key={columns[place + 1]} className={align(place + 1)}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
