import type { Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef, useState } from 'react';

interface RowKeysOptions {
  count: number;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  onOpen: ((index: number) => void) | undefined;
  onToggle: ((index: number) => void) | undefined;
}

/** Arrow keys, Home, End, Page Up/Down move from row to row, Enter opens, Space selects; one row is in the tab order. */
export function useRowKeys({ count, virtualizer, onOpen, onToggle }: RowKeysOptions) {
  const [current, setCurrent] = useState(0);
  const rows = useRef(new Map<number, HTMLTableRowElement>());
  const reachable = Math.min(current, Math.max(0, count - 1));
  const move = (to: number) => {
    const index = Math.max(0, Math.min(count - 1, to));
    setCurrent(index);
    virtualizer.scrollToIndex(index);
    // A row far away is drawn only after the scroll; two frames later it is there.
    const focus = (tries: number) => {
      const row = rows.current.get(index);
      if (row !== undefined) row.focus({ preventScroll: true });
      else if (tries > 0) requestAnimationFrame(() => focus(tries - 1));
    };
    focus(4);
  };
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12 };
  const onKeyDown = (index: number) => (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = steps[event.key];
    if (step !== undefined) move(index + step);
    else if (event.key === 'Home') move(0);
    else if (event.key === 'End') move(count - 1);
    else if (event.key === 'Enter') onOpen?.(index);
    else if (event.key === ' ') onToggle?.(index);
    else return;
    event.preventDefault();
  };
  return {
    move,
    rowProps: (index: number) => ({
      tabIndex: index === reachable ? 0 : -1,
      ref: (row: HTMLTableRowElement | null) => {
        if (row === null) rows.current.delete(index);
        else rows.current.set(index, row);
      },
      onFocus: () => setCurrent(index),
      onKeyDown: onKeyDown(index),
    }),
  };
}
