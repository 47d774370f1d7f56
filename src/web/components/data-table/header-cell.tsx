import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Column, SortOrder } from './column.ts';
import classes from './data-table.module.css';

interface HeaderCellProps<Row> {
  column: Column<Row> | undefined;
  sort: SortOrder | undefined;
  onSort: ((sort: SortOrder) => void) | undefined;
}

/** The word above a column; a button where one can sort by it. */
export function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  if (column === undefined) return null;
  const { sort: by, header, align } = column;
  if (by === undefined || onSort === undefined) {
    return (
      <th scope="col" data-align={align}>
        {header}
      </th>
    );
  }
  const isSorted = sort?.by === by;
  const descending = isSorted && sort.descending;
  return (
    <th
      scope="col"
      data-align={align}
      aria-sort={isSorted ? (descending ? 'descending' : 'ascending') : 'none'}
    >
      <UnstyledButton
        className={classes.sort}
        onClick={() => onSort({ by, descending: isSorted && !descending })}
      >
        {header}
        {isSorted ? (
          descending ? (
            <IconArrowDown size={13} aria-hidden />
          ) : (
            <IconArrowUp size={13} aria-hidden />
          )
        ) : null}
      </UnstyledButton>
    </th>
  );
}
