import type { ReactNode } from 'react';

export type Column<Row> = {
  name: string;
  heading: string;
  cell(row: Row): ReactNode;
  /** What the column adds up to, where it does. */
  sum?: ReactNode;
  numeric?: boolean;
  /** The cell names its row. */
  isRowHead?: boolean;
};

type TableProps<Row> = {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
  caption: string;
  /** What is said when there is no row. */
  empty: string;
  /** Label of the row of sums; without it there is none. */
  sumLabel?: string;
  sorted?: { by: string; down: boolean; onSort(name: string): void };
};

/** A table; on a narrow screen each row is a card with its headings before the values. */
export function Table<Row>({ columns, rows, keyOf, caption, empty, sumLabel, sorted }: TableProps<Row>) {
  const unsummed = columns.findIndex(({ sum }) => sum !== undefined);
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ name, heading, numeric }) => (
            <th
              key={name}
              scope="col"
              className={numeric ? 'count' : undefined}
              aria-sort={sorted?.by === name ? (sorted.down ? 'descending' : 'ascending') : undefined}
            >
              {sorted && name !== 'order' ? (
                <button type="button" className="link" onClick={() => sorted.onSort(name)}>
                  {heading}
                  <span aria-hidden="true">{sorted.by === name ? (sorted.down ? ' ▼' : ' ▲') : ''}</span>
                </button>
              ) : (
                heading
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ name, heading, cell, numeric, isRowHead }) =>
              isRowHead ? (
                <th key={name} scope="row">
                  {cell(row)}
                </th>
              ) : (
                <td key={name} data-label={heading} className={numeric ? 'count' : undefined}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
        {rows.length === 0 && (
          <tr>
            <td colSpan={columns.length} className="nothing">
              {empty}
            </td>
          </tr>
        )}
      </tbody>
      {sumLabel && rows.length > 0 && (
        <tfoot>
          <tr>
            <th scope="row" colSpan={unsummed}>
              {sumLabel}
            </th>
            {columns.slice(unsummed).map(({ name, heading, sum }) => (
              <td key={name} data-label={heading} className="count">
                {sum}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
}
