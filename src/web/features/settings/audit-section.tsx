import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEvent } from '../../../contract/companies.ts';
import { api } from '../../api/client.ts';
import { actionWords } from '../../components/action-words.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { LoadError, LoadingShape } from '../../components/loading.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { SearchField } from '../../components/search-field.tsx';
import classes from './audit-section.module.css';
import { auditField, auditValue, isWorthTelling } from './audit-words.ts';

/** Who did what, when, and what was before and after; newest first. */
export function AuditSection({ companyId }: { companyId: string }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const list = useInfiniteQuery(
    api.audit.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        companyId,
        limit: 50,
        ...(cursor === undefined ? {} : { cursor }),
        ...(search === '' ? {} : { search }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
  const events = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack gap="md" align="flex-start">
      <Group w="100%">
        <SearchField value={search} label={t('settings.audit.search')} onSearch={setSearch} />
      </Group>
      {list.isPending ? <LoadingShape /> : null}
      {list.isError ? <LoadError error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isSuccess && events.length === 0 ? (
        <EmptyState>{search === '' ? t('settings.audit.empty') : t('settings.audit.nothing')}</EmptyState>
      ) : null}
      {events.length === 0 ? null : (
        <Table.ScrollContainer minWidth={640} w="100%" scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table aria-label={t('settings.audit.label')} verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={150}>{t('settings.audit.at')}</Table.Th>
                <Table.Th w={170}>{t('settings.audit.who')}</Table.Th>
                <Table.Th w={220}>{t('settings.audit.what')}</Table.Th>
                <Table.Th w={220}>{t('settings.audit.subject')}</Table.Th>
                <Table.Th>{t('settings.audit.change')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {events.map((event) => (
                <Table.Tr key={event.id} className={classes.row}>
                  <Table.Td>
                    <RelativeTime at={event.at} />
                  </Table.Td>
                  <Table.Td>
                    {event.actor.name}
                    {event.actor.kind === 'staff' ? null : (
                      <Text size="xs" c="dimmed">
                        {t(`settings.audit.actors.${event.actor.kind}`)}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>{actionWords(t, event.action)}</Table.Td>
                  <Table.Td>{event.subject.name}</Table.Td>
                  <Table.Td>
                    <Changes event={event} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {list.hasNextPage ? (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('settings.audit.more')}
        </Button>
      ) : null}
    </Stack>
  );
}

/** Each value that changed, before and after. */
function Changes({ event }: { event: AuditEvent }) {
  const { t } = useTranslation();
  const names = [...new Set([...Object.keys(event.before ?? {}), ...Object.keys(event.after ?? {})])].filter(
    isWorthTelling,
  );
  return (
    <ul className={classes.changes}>
      {names.map((name) => (
        <li key={name}>
          <Text span size="xs" c="dimmed">
            {auditField(t, name)}:
          </Text>{' '}
          {event.before === null || !(name in event.before) ? null : (
            <s>{auditValue(t, name, event.before[name])}</s>
          )}{' '}
          {event.after === null || !(name in event.after) ? null : auditValue(t, name, event.after[name])}
        </li>
      ))}
    </ul>
  );
}
