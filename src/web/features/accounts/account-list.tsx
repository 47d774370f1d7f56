import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../contract/accounts.ts';
import { useCompanyId } from '../../api/me.ts';
import { ColumnChoice, useColumnVisibility } from '../../components/data-table/column-choice.tsx';
import { DataTable } from '../../components/data-table/data-table.tsx';
import { ListToolbar } from '../../components/data-table/list-toolbar.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { AccountCardRow, accountColumns } from './account-columns.tsx';
import { AccountFilterChips, AccountFilterMenu } from './account-filters.tsx';
import { type AccountsFilter, accountListQuery, isNarrowed, noFilter } from './account-query.ts';
import { BulkStatus } from './bulk-status.tsx';

const none: ReadonlySet<string> = new Set();

/** Every website account: searched, filtered, several decided at once; a row opens the contact's Website dialog. */
export function AccountList({
  filter,
  onChange,
}: {
  filter: AccountsFilter;
  onChange: (change: Partial<AccountsFilter>) => void;
}) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const navigate = useNavigate();
  const list = useInfiniteQuery(accountListQuery(companyId, filter));
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const columns = useMemo(() => accountColumns(t, companyId), [t, companyId]);
  const choice = useColumnVisibility('accounts', columns);
  const [selection, setSelection] = useState<ReadonlySet<string>>(none);
  // What a filter hides is no longer selected: nobody shall decide on what they don't see.
  const selected = useMemo(() => rows.filter(({ id }) => selection.has(id)), [rows, selection]);
  const open = ({ id, contact }: Account) =>
    void navigate({
      to: '/c/$companyId/contacts/$contactId',
      params: { companyId, contactId: contact.id },
      search: { tab: 'settings', access: id },
    });
  return (
    <>
      <BulkStatus accounts={selected} onClear={() => setSelection(none)} />
      {selected.length > 0 ? null : (
        <ListToolbar
          total={list.data?.pages[0]?.total ?? null}
          chips={<AccountFilterChips filter={filter} onChange={onChange} />}
          right={<ColumnChoice columns={columns} choice={choice} />}
        >
          <SearchField
            value={filter.search ?? ''}
            label={t('accounts.search')}
            onSearch={(words) => onChange({ search: words === '' ? undefined : words })}
          />
          <AccountFilterMenu filter={filter} onChange={onChange} />
        </ListToolbar>
      )}
      <DataTable
        label={t('accounts.listLabel')}
        rows={rows}
        columns={columns}
        rowId={(row) => row.id}
        rowName={(row) => t('accounts.accountOf', { name: row.contact.name, website: row.website.name })}
        card={(row) => (
          <AccountCardRow row={row} companyId={companyId} inactive={t('accounts.inactiveContact')} />
        )}
        visibility={choice.visibility}
        onOpen={open}
        selection={selection}
        onSelect={setSelection}
        loading={list.isPending}
        error={list.error}
        onRetry={() => void list.refetch()}
        hasMore={list.hasNextPage}
        onMore={() => {
          if (!list.isFetchingNextPage) void list.fetchNextPage();
        }}
        empty={<NoAccounts filter={filter} onChange={onChange} />}
      />
    </>
  );
}

/** Why the list is empty, and what ends that. */
export function NoAccounts({
  filter,
  onChange,
}: {
  filter: AccountsFilter;
  onChange: (change: Partial<AccountsFilter>) => void;
}) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  if (isNarrowed(filter)) {
    return (
      <EmptyState
        action={
          <Button variant="default" onClick={() => onChange(noFilter)}>
            {t('accounts.clear')}
          </Button>
        }
      >
        {t('accounts.nothing')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      action={
        <Button
          renderRoot={(props) => <Link {...props} to="/c/$companyId/contacts" params={{ companyId }} />}
        >
          {t('accounts.emptyAct')}
        </Button>
      }
    >
      {t('accounts.empty')}
    </EmptyState>
  );
}
