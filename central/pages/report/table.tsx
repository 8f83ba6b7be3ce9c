import type { ReactNode } from 'react';

export type Column<Row> = {
  name: string;
  heading: string;
  /** Columns of one group stand below its heading. */
  group?: string;
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
  const grouped = columns.some(({ group }) => group !== undefined);
  const unsummed = columns.findIndex(({ sum }) => sum !== undefined);
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        {grouped && (
          <tr>
            {groupsOf(columns).map(({ name, group, heading, length }) =>
              group === undefined ? (
                <th key={name} scope="col" rowSpan={2}>
                  {heading}
                </th>
              ) : (
                <th key={name} scope="colgroup" colSpan={length} className="group">
                  {group}
                </th>
              ),
            )}
          </tr>
        )}
        <tr>
          {columns
            .filter(({ group }) => !grouped || group !== undefined)
            .map(({ name, heading, numeric }) => (
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
                <td
                  key={name}
                  data-label={heading}
                  data-group={groupOf(columns, name)}
                  className={numeric ? 'count' : undefined}
                >
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
              <td key={name} data-label={heading} data-group={groupOf(columns, name)} className="count">
                {sum}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** The group's heading at its first column, a blank at the others: on a narrow screen a card's cells are headed by it. */
function groupOf<Row>(columns: readonly Column<Row>[], name: string): string | undefined {
  const at = columns.findIndex((column) => column.name === name);
  const group = columns[at]?.group;
  return group !== undefined && columns[at - 1]?.group === group ? ' ' : group;
}

/** Neighbours of one group become one heading, as long as they are many. */
function groupsOf<Row>(columns: readonly Column<Row>[]) {
  const groups: { name: string; heading: string; group: string | undefined; length: number }[] = [];
  for (const { name, heading, group } of columns) {
    const last = groups.at(-1);
    if (last && group !== undefined && last.group === group) last.length += 1;
    else groups.push({ name, heading, group, length: 1 });
  }
  return groups;
}
