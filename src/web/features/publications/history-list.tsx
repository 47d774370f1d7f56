import { Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Publication } from '../../../contract/publications.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import { ListToolbar } from '../../components/data-table/list-toolbar.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FilterChips } from '../../components/filter-chips.tsx';
import { Page } from '../../components/page.tsx';
import { HistoryCardRow, historyColumns } from './history-columns.tsx';
import { ViewChoice } from './view-choice.tsx';

/** Each time a website was updated, newest first. */
export function HistoryList({ openId }: { openId?: string }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const navigate = useNavigate();
  const { website } = useSearch({ from: '/c/$companyId/update-website/{-$publicationId}' });
  const websites = useQuery(api.websites.list.queryOptions({ input: { companyId } })).data ?? [];
  const isCompact = openId !== undefined;
  const list = useInfiniteQuery({
    ...api.publications.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ companyId, cursor, limit: 100, websiteId: website }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const columns = useMemo(() => historyColumns(t, companyId, isCompact), [t, companyId, isCompact]);
  const choose = (websiteId: string | null) =>
    void navigate({
      to: '.',
      search: (old) => ({ ...old, view: 'history', website: websiteId ?? undefined }),
      replace: true,
    });
  const open = (row: Publication) =>
    void navigate({
      to: '/c/$companyId/update-website/{-$publicationId}',
      params: { companyId, publicationId: row.id },
      search: (old) => ({ ...old, view: 'history' }),
    });
  return (
    <Page title={t('publications.title')} fill>
      <ViewChoice view="history" />
      {websites.length < 2 && website === undefined ? null : (
        <ListToolbar
          chips={
            <FilterChips
              chips={
                website === undefined
                  ? []
                  : [
                      {
                        key: 'website',
                        label: t('publications.websiteChip', {
                          value: websites.find(({ id }) => id === website)?.name ?? '…',
                        }),
                        onRemove: () => choose(null),
                      },
                    ]
              }
              onClearAll={() => choose(null)}
            />
          }
        >
          <Select
            aria-label={t('publications.columns.website')}
            placeholder={t('publications.allWebsites')}
            w={200}
            clearable
            value={website ?? null}
            data={websites.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={choose}
          />
        </ListToolbar>
      )}
      <DataTable
        label={t('publications.historyLabel')}
        rows={rows}
        columns={columns}
        rowId={(row) => row.id}
        rowName={(row) => row.website.name}
        card={(row) => <HistoryCardRow row={row} companyId={companyId} t={t} />}
        openId={openId}
        onOpen={open}
        loading={list.isPending}
        error={list.error}
        onRetry={() => void list.refetch()}
        hasMore={list.hasNextPage}
        onMore={() => {
          if (!list.isFetchingNextPage) void list.fetchNextPage();
        }}
        empty={
          <EmptyState>
            {t(website === undefined ? 'publications.historyEmpty' : 'publications.historyNothing')}
          </EmptyState>
        }
      />
    </Page>
  );
}
