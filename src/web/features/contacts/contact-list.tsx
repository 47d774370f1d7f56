import { Button } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactRow } from '../../../contract/contacts.ts';
import { contactSort } from '../../../contract/contacts.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { ColumnChoice, useColumnVisibility } from '../../components/data-table/column-choice.tsx';
import { DataTable } from '../../components/data-table/data-table.tsx';
import { ListToolbar } from '../../components/data-table/list-toolbar.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { ContactCardRow, contactColumns } from './contact-columns.tsx';
import { ContactFilterChips, ContactFilterMenu } from './contact-filters.tsx';
import { contactListQuery } from './contact-query.ts';
import type { ContactsSearch } from './contacts-search.ts';

/** Find a contact (R1): searched while one types, filtered, sorted; all of it in the address. */
export function ContactList({ compact = false }: { compact?: boolean }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const filter = useSearch({ from: '/c/$companyId/contacts' });
  const openId = useParams({ strict: false, select: (params) => params.contactId });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const list = useInfiniteQuery(contactListQuery(companyId, filter));
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const columns = useMemo(() => contactColumns(t, companyId, compact), [t, companyId, compact]);
  const choice = useColumnVisibility('contacts', columns);
  const change = useCallback(
    (changed: Partial<ContactsSearch>) =>
      void navigate({ to: '.', search: (old) => ({ ...old, ...changed }), replace: true }),
    [navigate],
  );
  const open = useCallback(
    ({ id }: ContactRow) =>
      void navigate({
        to: '/c/$companyId/contacts/$contactId',
        params: { companyId, contactId: id },
        search: true,
      }),
    [navigate, companyId],
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [isFetchingNextPage, fetchNextPage]);
  const prefetch = (row: ContactRow) =>
    void queryClient.prefetchQuery(
      api.contacts.get.queryOptions({ input: { companyId, contactId: row.id } }),
    );
  const isNarrowed =
    filter.search !== undefined ||
    filter.type !== undefined ||
    filter.active !== undefined ||
    filter.website !== undefined;

  const addButtons = (
    <>
      <Button
        variant="default"
        leftSection={<IconFileImport size={16} />}
        renderRoot={(props) => (
          <Link {...props} to="/c/$companyId/contacts/import/{-$importId}" params={{ companyId }} />
        )}
      >
        {t('contacts.import')}
      </Button>
      <Button
        leftSection={<IconPlus size={16} />}
        renderRoot={(props) => <Link {...props} to="/c/$companyId/contacts/new" params={{ companyId }} />}
      >
        {t('contacts.new')}
      </Button>
    </>
  );
  return (
    <Page title={t('contacts.title')} fill actions={compact ? undefined : addButtons}>
      <ListToolbar
        total={compact ? null : (list.data?.pages[0]?.total ?? null)}
        chips={<ContactFilterChips filter={filter} onChange={change} />}
        right={compact ? null : <ColumnChoice columns={columns} choice={choice} />}
      >
        <SearchField
          value={filter.search ?? ''}
          label={t('contacts.search')}
          onSearch={(words) => change({ search: words === '' ? undefined : words })}
        />
        <ContactFilterMenu filter={filter} onChange={change} />
      </ListToolbar>
      <DataTable
        label={t('contacts.listLabel')}
        rows={rows}
        columns={columns}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        card={(row) => <ContactCardRow row={row} companyId={companyId} inactive={t('words.inactive')} />}
        visibility={choice.visibility}
        openId={openId}
        onOpen={open}
        onPoint={prefetch}
        sort={{ by: filter.sort ?? 'relevance', descending: filter.order === 'descending' }}
        onSort={({ by, descending }) =>
          change({ sort: contactSort.parse(by), order: descending ? 'descending' : undefined })
        }
        loading={list.isPending}
        error={list.error}
        onRetry={() => void list.refetch()}
        hasMore={hasNextPage}
        onMore={more}
        empty={
          isNarrowed ? (
            <EmptyState
              action={
                <Button
                  variant="default"
                  onClick={() =>
                    change({ search: undefined, type: undefined, active: undefined, website: undefined })
                  }
                >
                  {t('contacts.clearSearch')}
                </Button>
              }
            >
              {t('contacts.nothingFound')}
            </EmptyState>
          ) : (
            <EmptyState
              action={
                <Button
                  renderRoot={(props) => (
                    <Link {...props} to="/c/$companyId/contacts/import/{-$importId}" params={{ companyId }} />
                  )}
                >
                  {t('shell.palette.importContacts')}
                </Button>
              }
            >
              {t('contacts.empty')}
            </EmptyState>
          )
        }
      />
    </Page>
  );
}
