import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { ApplicationRow } from '../../../contract/applications.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import type { Column } from '../../components/data-table/column.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { SearchField } from '../../components/search-field.tsx';
import classes from './applications.module.css';
import type { applicationsSearch } from './applications-search.ts';
import { decisionWords } from './decision-words.ts';
import { DeletionBadge, VerdictBadge } from './verdict-badge.tsx';

export type ApplicationsFilter = z.infer<typeof applicationsSearch>;

/** The list as the address describes it, page by page. */
export function applicationListOptions(companyId: string, filter: ApplicationsFilter) {
  return {
    ...api.applications.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        companyId,
        cursor,
        limit: 100,
        state: filter.state ?? 'waiting',
        websiteId: filter.website,
        verdict: filter.verdict,
        search: filter.search,
      }),
      initialPageParam: undefined,
      getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
    }),
    placeholderData: keepPreviousData,
  };
}

/** All that waits for a decision, oldest first. */
export function ApplicationList({ openId }: { openId: string | undefined }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const navigate = useNavigate();
  const filter = useSearch({ from: '/c/$companyId/applications/{-$applicationId}' });
  const list = useInfiniteQuery(applicationListOptions(companyId, filter));
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const total = list.data?.pages[0]?.total ?? null;
  const columns = useMemo((): Column<ApplicationRow>[] => {
    const cell = (row: ApplicationRow) => <Row row={row} companyId={companyId} />;
    return [{ id: 'application', header: t('applications.listLabel'), always: true, cell }];
  }, [t, companyId]);
  const change = (changed: Partial<ApplicationsFilter>) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...changed }), replace: true });
  const open = (row: ApplicationRow) =>
    void navigate({
      to: '/c/$companyId/applications/{-$applicationId}',
      params: { companyId, applicationId: row.id },
      search: true,
    });
  const isNarrowed =
    filter.search !== undefined || filter.verdict !== undefined || filter.website !== undefined;
  const state = filter.state ?? 'waiting';
  return (
    <div className={classes.side}>
      <SegmentedControl
        fullWidth
        mb="xs"
        aria-label={t('applications.listLabel')}
        value={state}
        data={(['waiting', 'decided', 'all'] as const).map((value) => ({
          value,
          label:
            value === state && total !== null
              ? `${t(`applications.states.${value}`)} ${total}`
              : t(`applications.states.${value}`),
        }))}
        onChange={(value) => change({ state: value === 'decided' || value === 'all' ? value : undefined })}
      />
      <Group mb="xs" wrap="nowrap">
        <SearchField
          value={filter.search ?? ''}
          label={t('applications.search')}
          onSearch={(words) => change({ search: words === '' ? undefined : words })}
        />
      </Group>
      <DataTable
        label={t('applications.listLabel')}
        rows={rows}
        columns={columns}
        asCards
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        card={(row) => <Row row={row} companyId={companyId} />}
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
          isNarrowed ? (
            <EmptyState
              action={
                <Button
                  variant="default"
                  onClick={() => change({ search: undefined, verdict: undefined, website: undefined })}
                >
                  {t('applications.clear')}
                </Button>
              }
            >
              {t('applications.nothing')}
            </EmptyState>
          ) : (
            <EmptyState>{t('applications.empty')}</EmptyState>
          )
        }
      />
    </div>
  );
}

function Row({ row, companyId }: { row: ApplicationRow; companyId: string }) {
  const { t } = useTranslation();
  return (
    <div className={classes.row}>
      <Group justify="space-between" wrap="nowrap" gap={8}>
        <Link
          to="/c/$companyId/applications/{-$applicationId}"
          params={{ companyId, applicationId: row.id }}
          search={true}
          tabIndex={-1}
          className="quiet-link one-line"
          style={{ fontWeight: 550 }}
        >
          {row.name}
        </Link>
        <Text size="xs" c="dimmed" style={{ flex: 'none' }}>
          <RelativeTime at={row.receivedAt} />
        </Text>
      </Group>
      <Group justify="space-between" wrap="nowrap" gap={8}>
        <Text size="sm" c="dimmed" className="one-line">
          {t('applications.to', {
            who: row.companyName === '' ? row.email : row.companyName,
            website: row.website.name,
          })}
        </Text>
        {row.state === 'open' || row.state === 'review_link' ? (
          row.kind === 'deletion' ? (
            <DeletionBadge />
          ) : (
            <VerdictBadge verdict={row.verdict} />
          )
        ) : (
          <Text size="xs" style={{ flex: 'none' }}>
            {decisionWords(t, row)}
          </Text>
        )}
      </Group>
    </div>
  );
}
