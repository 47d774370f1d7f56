import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../contract/accounts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import classes from './website-dialog.module.css';

interface AccessTableProps {
  accounts: readonly Account[];
  chosen: Account | undefined;
  /** The table takes focus when it appears, and again each time this rises. */
  focusRequest: number;
  onChoose: (accountId: string) => void;
  onEdit: (account: Account) => void;
  onNew: () => void;
  onRemove: (account: Account) => void;
}

/** One row per website account (R2). ↑↓ choose, Enter edits, N is new, Delete removes. */
export function AccessTable(props: AccessTableProps) {
  const { accounts, chosen, focusRequest } = props;
  const { t } = useTranslation();
  const chosenRow = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (focusRequest >= 0) chosenRow.current?.focus();
  }, [focusRequest]);
  if (accounts.length === 0) return <EmptyState>{t('access.none')}</EmptyState>;
  const onKeyDown = (index: number, account: Account) => (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      const next = accounts[Math.max(0, Math.min(accounts.length - 1, index + step))];
      if (next !== undefined) props.onChoose(next.id);
      const row = event.currentTarget.parentElement?.children.item(index + step);
      if (row instanceof HTMLElement) row.focus();
    } else if (event.key === 'Enter' && !account.ending) props.onEdit(account);
    else if (event.key === 'Delete' && !account.ending) props.onRemove(account);
    else if (event.key.toLowerCase() === 'n') props.onNew();
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes.scroller}>
      {/* biome-ignore lint/a11y/useSemanticElements: a grid is a table whose rows are chosen by arrow keys (ARIA APG) */}
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as above */}
      <table className={classes.table} role="grid" aria-label={t('access.overview')}>
        <thead>
          <tr>
            <th scope="col">{t('access.columns.website')}</th>
            <th scope="col">{t('access.columns.email')}</th>
            <th scope="col">{t('access.columns.status')}</th>
            <th scope="col">{t('access.columns.lastIn')}</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account, index) => {
            const isChosen = account.id === chosen?.id;
            return (
              <tr
                key={account.id}
                ref={isChosen ? chosenRow : undefined}
                tabIndex={isChosen ? 0 : -1}
                data-autofocus={(isChosen && focusRequest >= 0) || undefined}
                aria-selected={isChosen}
                onClick={() => props.onChoose(account.id)}
                onDoubleClick={() => !account.ending && props.onEdit(account)}
                onFocus={() => props.onChoose(account.id)}
                onKeyDown={onKeyDown(index, account)}
              >
                <td>{account.website.name}</td>
                <td title={account.email}>{account.email}</td>
                <td>
                  <StatusBadge
                    status={account.ending ? 'ended' : account.status}
                    waiting={account.unpublished}
                  />
                </td>
                <td>
                  <RelativeTime at={account.lastSignedInAt} empty="–" />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
