import type { ReactNode } from 'react';

/** One column of a list. */
export interface Column<Row> {
  id: string;
  /** The word above the column. */
  header: string;
  cell: (row: Row) => ReactNode;
  /** Pixels it takes; columns without share what is left. */
  width?: number;
  align?: 'right';
  /** The API's name of the order that this column gives; without it one can't sort by it. */
  sort?: string;
  /** Not shown until somebody chooses it. */
  hidden?: boolean;
  /** Can't be hidden: the name that leads to the row. */
  always?: boolean;
}

export interface SortOrder {
  by: string;
  descending: boolean;
}
