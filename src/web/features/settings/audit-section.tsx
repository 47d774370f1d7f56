import { Button, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { actsCalled } from '../../components/action-words.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { LoadError, LoadingShape } from '../../components/loading.tsx';
import { AuditFilters } from './audit-filters.tsx';
import type { AuditFilter } from './audit-search.ts';
import { AuditTable } from './audit-table.tsx';

/** All that staff did and that visitors did around signing in; newest first. */
export function AuditSection({ companyId }: { companyId: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const filter = useSearch({ from: '/c/$companyId/settings/{-$section}' });
  const change = (changed: Partial<AuditFilter>) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...changed }), replace: true });
  const list = useInfiniteQuery(
    api.audit.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        companyId,
        limit: 50,
        cursor,
        search: filter.search,
        acts: actsCalled(t, filter.search ?? '').join(',') || undefined,
        by: filter.by,
        websiteId: filter.website,
        person: filter.person,
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
  const events = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  return (
    <Stack gap="md" align="flex-start">
      <AuditFilters filter={filter} onChange={change} />
      {list.isPending ? <LoadingShape /> : null}
      {list.isError ? <LoadError error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isSuccess && events.length === 0 ? (
        <EmptyState>{isNarrowed ? t('settings.audit.nothing') : t('settings.audit.empty')}</EmptyState>
      ) : null}
      {events.length === 0 ? null : <AuditTable events={events} onPerson={(person) => change({ person })} />}
      {list.hasNextPage ? (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('settings.audit.more')}
        </Button>
      ) : null}
    </Stack>
  );
}
