// What the table dialog shows; null while it is closed.
import { createStore } from 'zustand/vanilla';
import type { ViewTable } from '../../../views/csv.ts';

/** A picture whose numbers can be read. */
export interface Tabular {
  toTable(): ViewTable;
}

interface ShownTable {
  readonly title: string;
  readonly table: ViewTable;
}

export const tableDialog = createStore<{ readonly shown: ShownTable | null }>(() => ({ shown: null }));

/** Shows a picture's numbers as they are now. */
export function showTable(title: string, picture: Tabular): void {
  tableDialog.setState({ shown: { title, table: picture.toTable() } });
}
