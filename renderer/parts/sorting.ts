/** By which column a table is in order, and which way. */
export interface SortedBy<Column extends string> {
  readonly column: Column;
  readonly descending: boolean;
}

/** What pressing the head of a column asks for: the other way round, or that column, names from A and figures from the largest. */
export function sortedBy<Column extends string>(
  now: SortedBy<Column>,
  column: Column,
  nameColumn: Column,
): SortedBy<Column> {
  return { column, descending: now.column === column ? !now.descending : column !== nameColumn };
}
