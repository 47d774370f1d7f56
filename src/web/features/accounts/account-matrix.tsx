import { Badge, Group, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Website } from '../../../contract/websites.ts';
import { api, type client } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import type { Column } from '../../components/data-table/column.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import { ListToolbar } from '../../components/data-table/list-toolbar.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useWebsites } from './account-filters.tsx';
import { NoAccounts } from './account-list.tsx';
import type { AccountsFilter } from './account-query.ts';
import classes from './accounts.module.css';

type Row = Awaited<ReturnType<typeof client.accounts.matrix>>['items'][number];
const websiteWidth = 230;
const contactWidth = 320;

/** Contact × website: who has what where, at a glance. */
export function AccountMatrix({
  filter,
  onChange,
}: {
  filter: AccountsFilter;
  onChange: (change: Partial<AccountsFilter>) => void;
}) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const navigate = useNavigate();
  const websites = useWebsites();
  const list = useInfiniteQuery({
    ...api.accounts.matrix.infiniteOptions({
      input: (cursor: string | undefined) => ({ companyId, search: filter.search, cursor, limit: 100 }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const columns = useMemo(() => matrixColumns(t, companyId, websites), [t, companyId, websites]);
  return (
    <>
      <ListToolbar total={list.data?.pages[0]?.total ?? null}>
        <SearchField
          value={filter.search ?? ''}
          label={t('accounts.search')}
          onSearch={(words) => onChange({ search: words === '' ? undefined : words })}
        />
      </ListToolbar>
      <DataTable
        label={t('accounts.matrixLabel')}
        rows={rows}
        columns={columns}
        rowId={(row) => row.contact.id}
        rowName={(row) => row.contact.name}
        card={(row) => <MatrixCard row={row} websites={websites} companyId={companyId} />}
        onOpen={(row) =>
          void navigate({
            to: '/c/$companyId/contacts/$contactId',
            params: { companyId, contactId: row.contact.id },
            search: { tab: 'settings', access: 'list' },
          })
        }
        loading={list.isPending}
        error={list.error}
        onRetry={() => void list.refetch()}
        hasMore={list.hasNextPage}
        onMore={() => {
          if (!list.isFetchingNextPage) void list.fetchNextPage();
        }}
        empty={<NoAccounts filter={{ search: filter.search }} onChange={onChange} />}
      />
    </>
  );
}

function matrixColumns(t: TFunction, companyId: string, websites: readonly Website[]): Column<Row>[] {
  return [
    {
      id: 'contact',
      header: t('accounts.columns.contact'),
      width: contactWidth,
      always: true,
      cell: (row) => <ContactName row={row} companyId={companyId} />,
    },
    ...websites.map(
      (website): Column<Row> => ({
        id: website.id,
        header: website.name,
        width: websiteWidth,
        cell: (row) => <Cell row={row} website={website} companyId={companyId} />,
      }),
    ),
  ];
}

/** The access of one contact to one website; where there is none, the way to give it. */
function Cell({ row, website, companyId }: { row: Row; website: Website; companyId: string }) {
  const { t } = useTranslation();
  const params = { companyId, contactId: row.contact.id };
  const cells = row.cells.filter(({ websiteId }) => websiteId === website.id);
  if (cells.length === 0) {
    return (
      <Link
        to="/c/$companyId/contacts/$contactId"
        params={params}
        search={{ tab: 'settings', access: 'new' }}
        className={classes.give}
        tabIndex={-1}
        aria-label={`${t('accounts.none')}, ${t('accounts.give', { website: website.name })}`}
        title={t('accounts.give', { website: website.name })}
      >
        +
      </Link>
    );
  }
  return (
    <span className={classes.cell}>
      {cells.map(({ accountId, email, status, unpublished }) => (
        <Link
          key={accountId}
          to="/c/$companyId/contacts/$contactId"
          params={params}
          search={{ tab: 'settings', access: accountId }}
          className={classes.cellLink}
          tabIndex={-1}
          title={email}
        >
          <StatusBadge status={status} waiting={unpublished} />
        </Link>
      ))}
    </span>
  );
}

function ContactName({ row, companyId }: { row: Row; companyId: string }) {
  const { t } = useTranslation();
  const { contact } = row;
  return (
    <Group gap={8} wrap="nowrap">
      <Link
        to="/c/$companyId/contacts/$contactId"
        params={{ companyId, contactId: contact.id }}
        search={{ tab: 'settings', access: 'list' }}
        tabIndex={-1}
        className="quiet-link one-line"
      >
        <b style={{ fontWeight: 550 }}>{contact.name}</b>{' '}
        <Text span size="sm" c="dimmed">
          {contact.number}
        </Text>
      </Link>
      {contact.active ? null : (
        <Badge color="gray" size="sm" style={{ flex: 'none' }}>
          {t('accounts.inactiveContact')}
        </Badge>
      )}
    </Group>
  );
}

/** A contact and its websites in two lines, for phones. */
function MatrixCard({
  row,
  websites,
  companyId,
}: {
  row: Row;
  websites: readonly Website[];
  companyId: string;
}) {
  return (
    <div>
      <ContactName row={row} companyId={companyId} />
      <Group gap="md" wrap="nowrap" style={{ overflow: 'hidden' }}>
        {row.cells.map(({ accountId, websiteId, status, unpublished }) => (
          <StatusBadge
            key={accountId}
            status={status}
            waiting={unpublished}
            word={websites.find(({ id }) => id === websiteId)?.name ?? '…'}
          />
        ))}
      </Group>
    </div>
  );
}
