import { Checkbox } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  type ColumnDef,
  columnVisibilityFeature,
  type RowData,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadError, LoadingShape } from '../loading.tsx';
import type { Column, SortOrder } from './column.ts';
import classes from './data-table.module.css';
import { HeaderCell } from './header-cell.tsx';
import { useRowKeys } from './row-keys.ts';

const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });
const rowHeight = 36;
const cardHeight = 60;
/** How many rows before the end the next page is asked for. */
const ahead = 15;

export interface DataTableProps<Row extends RowData> {
  /** What the list holds, read out to those who can't see it. */
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  /** A word for the row, for the name of its checkbox. */
  rowName: (row: Row) => string;
  /** The row in two lines, for phones. */
  card: (row: Row) => ReactNode;
  visibility?: Record<string, boolean>;
  /** The row whose detail is open. */
  openId?: string | undefined;
  onOpen?: (row: Row) => void;
  /** The pointer rests on a row: time to fetch what it leads to. */
  onPoint?: (row: Row) => void;
  sort?: SortOrder;
  onSort?: (sort: SortOrder) => void;
  /** Ids of selected rows; leave out where nothing can be done with several. */
  selection?: ReadonlySet<string>;
  onSelect?: (selection: ReadonlySet<string>) => void;
  loading?: boolean;
  error?: unknown;
  onRetry?: () => void;
  empty: ReactNode;
  hasMore?: boolean;
  onMore?: () => void;
  /** Rows in two lines at any width, for a list beside its detail. */
  asCards?: boolean;
}

/** Every list: sorted, chosen columns, keyboard rows, selection; draws only the rows in sight. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { rows, columns, rowId, selection, onSelect, onOpen, hasMore = false, onMore } = props;
  const { t } = useTranslation();
  const isNarrow = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false });
  const inCards = isNarrow || props.asCards === true;
  const scroller = useRef<HTMLDivElement>(null);
  const definitions = useMemo(
    (): ColumnDef<typeof features, Row>[] =>
      columns.map((column) => ({
        id: column.id,
        header: column.header,
        cell: ({ row }) => column.cell(row.original),
      })),
    [columns],
  );
  const rowSelection = useMemo(
    (): Record<string, true> => Object.fromEntries([...(selection ?? [])].map((id) => [id, true] as const)),
    [selection],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowId,
    state: { columnVisibility: props.visibility ?? {}, rowSelection },
    onColumnVisibilityChange: () => {},
    onRowSelectionChange: (update) => {
      const next = typeof update === 'function' ? update(rowSelection) : update;
      onSelect?.(new Set(Object.keys(next)));
    },
  });
  const tableRows = table.getRowModel().rows;
  const virtualizer = useVirtualizer({
    count: tableRows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (inCards ? cardHeight : rowHeight),
    overscan: 12,
  });
  const keys = useRowKeys({
    count: tableRows.length,
    virtualizer,
    onOpen:
      onOpen === undefined ? undefined : (index) => ifRow(tableRows[index], (row) => onOpen(row.original)),
    onToggle:
      onSelect === undefined ? undefined : (index) => ifRow(tableRows[index], (row) => row.toggleSelected()),
  });
  const drawn = virtualizer.getVirtualItems();
  const last = drawn.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && last >= rows.length - ahead) onMore?.();
  }, [hasMore, last, rows.length, onMore]);

  if (props.error !== undefined && props.error !== null && rows.length === 0) {
    return <LoadError error={props.error} retry={props.onRetry} />;
  }
  if (props.loading === true && rows.length === 0) return <LoadingShape rows={8} />;
  if (rows.length === 0) return <>{props.empty}</>;

  const shown = table.getVisibleLeafColumns();
  const byId = new Map(columns.map((column) => [column.id, column]));
  const selectable = onSelect !== undefined;
  const width = (selectable ? 1 : 0) + shown.length;
  const before = drawn[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (drawn.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className={classes.scroller}>
      <table
        className={classes.table}
        style={inCards ? undefined : { minWidth: leastWidth(columns, props.visibility) }}
        aria-label={props.label}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        data-cards={inCards || undefined}
      >
        {inCards ? null : (
          <>
            <colgroup>
              {selectable ? <col style={{ width: 40 }} /> : null}
              {shown.map((column) => (
                <col key={column.id} style={{ width: byId.get(column.id)?.width }} />
              ))}
            </colgroup>
            <thead>
              <tr>
                {selectable ? (
                  <th scope="col">
                    <Checkbox
                      size="xs"
                      aria-label={t('table.selectAll')}
                      checked={table.getIsAllRowsSelected()}
                      indeterminate={table.getIsSomeRowsSelected()}
                      onChange={(event) => table.toggleAllRowsSelected(event.currentTarget.checked)}
                    />
                  </th>
                ) : null}
                {shown.map(({ id }) => (
                  <HeaderCell key={id} column={byId.get(id)} sort={props.sort} onSort={props.onSort} />
                ))}
              </tr>
            </thead>
          </>
        )}
        <tbody>
          {before > 0 ? <Spacer height={before} /> : null}
          {drawn.map(({ index }) => {
            const row = tableRows[index];
            if (row === undefined) return null;
            return (
              <tr
                key={row.id}
                {...keys.rowProps(index)}
                aria-rowindex={index + 2}
                data-open={row.id === props.openId || undefined}
                data-selected={row.getIsSelected() || undefined}
                data-opens={onOpen !== undefined || undefined}
                onPointerEnter={() => props.onPoint?.(row.original)}
                onClick={(event) => {
                  if (
                    event.target instanceof Element &&
                    event.target.closest('a, button, input, label') === null
                  )
                    onOpen?.(row.original);
                }}
              >
                {selectable && !inCards ? (
                  <td>
                    <Checkbox
                      size="xs"
                      aria-label={t('table.selectRow', { name: props.rowName(row.original) })}
                      checked={row.getIsSelected()}
                      onChange={() => row.toggleSelected()}
                    />
                  </td>
                ) : null}
                {inCards ? (
                  <td>{props.card(row.original)}</td>
                ) : (
                  row.getVisibleCells().map((cell) => (
                    <td key={cell.id} data-align={byId.get(cell.column.id)?.align}>
                      <table.FlexRender cell={cell} />
                    </td>
                  ))
                )}
              </tr>
            );
          })}
          {after > 0 ? <Spacer height={after} /> : null}
          {hasMore ? (
            <tr className={classes.more}>
              <td colSpan={inCards ? 1 : width}>{t('table.loadingMore')}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  );
}

/** Narrower than this, a list scrolls sideways rather than hiding everything behind dots. */
function leastWidth<Row>(columns: readonly Column<Row>[], visibility: Record<string, boolean> = {}): number {
  return columns
    .filter(({ id }) => visibility[id] !== false)
    .reduce((sum, { width = 150 }) => sum + width, 0);
}

/** Takes the room of the rows that are out of sight. */
function Spacer({ height }: { height: number }) {
  return <tr aria-hidden className={classes.spacer} style={{ height }} />;
}

function ifRow<T>(row: T | undefined, act: (row: T) => void): void {
  if (row !== undefined) act(row);
}
