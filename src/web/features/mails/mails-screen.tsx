import { Alert, Button, Select, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconMail } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { type Mail, mailState } from '../../../contract/mails.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { DataTable } from '../../components/data-table/data-table.tsx';
import { ListToolbar } from '../../components/data-table/list-toolbar.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { MailCardRow, mailColumns } from './mail-columns.tsx';
import { MailDetail } from './mail-detail.tsx';
import classes from './mails-screen.module.css';
import type { mailsSearch } from './mails-search.ts';

type Filter = z.infer<typeof mailsSearch>;

/** Every mail that was written, with what became of it; the open one beside the list, on phones in its place. */
export function MailsScreen() {
  const { mailId } = useParams({ from: '/c/$companyId/mail/{-$mailId}' });
  const isWide = useMediaQuery('(min-width: 1200px)', true, { getInitialValueInEffect: false });
  if (mailId === undefined) return <MailList />;
  if (!isWide) return <MailDetail mailId={mailId} />;
  return (
    <div className={classes.beside}>
      <div className={classes.list}>
        <MailList openId={mailId} />
      </div>
      <div className={classes.detail}>
        <MailDetail mailId={mailId} />
      </div>
    </div>
  );
}

function MailList({ openId }: { openId?: string }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const navigate = useNavigate();
  const filter = useSearch({ from: '/c/$companyId/mail/{-$mailId}' });
  const websites = useQuery(api.websites.list.queryOptions({ input: { companyId } })).data ?? [];
  const isCompact = openId !== undefined;
  const list = useInfiniteQuery({
    ...api.mails.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        companyId,
        cursor,
        limit: 100,
        search: filter.search,
        state: filter.state,
        websiteId: filter.website,
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const columns = useMemo(() => mailColumns(t, companyId), [t, companyId]);
  const change = (changed: Partial<Filter>) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...changed }), replace: true });
  const open = (mail: Mail) =>
    void navigate({
      to: '/c/$companyId/mail/{-$mailId}',
      params: { companyId, mailId: mail.id },
      search: true,
    });
  const isNarrowed =
    filter.search !== undefined || filter.state !== undefined || filter.website !== undefined;
  return (
    <Page title={t('mails.title')} fill>
      {isCompact ? null : <ServerNotice companyId={companyId} />}
      <ListToolbar total={isCompact ? null : (list.data?.pages[0]?.total ?? null)}>
        <SearchField
          value={filter.search ?? ''}
          label={t('mails.search')}
          onSearch={(words) => change({ search: words === '' ? undefined : words })}
        />
        <Select
          aria-label={t('mails.columns.state')}
          placeholder={t('mails.allStates')}
          w={150}
          clearable
          value={filter.state ?? null}
          data={mailState.options.map((value) => ({ value, label: t(`mails.states.${value}`) }))}
          onChange={(value) => change({ state: mailState.safeParse(value).data })}
        />
        {websites.length < 2 ? null : (
          <Select
            aria-label={t('mails.columns.website')}
            placeholder={t('mails.allWebsites')}
            w={170}
            clearable
            value={filter.website ?? null}
            data={websites.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(value) => change({ website: value ?? undefined })}
          />
        )}
      </ListToolbar>
      <DataTable
        label={t('mails.listLabel')}
        rows={rows}
        columns={columns}
        rowId={(row) => row.id}
        rowName={(row) => row.subject}
        card={(row) => <MailCardRow mail={row} companyId={companyId} />}
        asCards={isCompact}
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
                  onClick={() => change({ search: undefined, state: undefined, website: undefined })}
                >
                  {t('mails.clear')}
                </Button>
              }
            >
              {t('mails.nothing')}
            </EmptyState>
          ) : (
            <EmptyState>{t('mails.empty')}</EmptyState>
          )
        }
      />
    </Page>
  );
}

/** Tells that mails wait for a mail server, or what the mail server said last. */
function ServerNotice({ companyId }: { companyId: string }) {
  const { t } = useTranslation();
  const status = useQuery(api.mails.status.queryOptions({ input: { companyId } })).data;
  if (status === undefined || (status.configured && status.lastError === null)) return null;
  return (
    <Alert
      color={status.configured ? 'orange' : 'gray'}
      variant="light"
      icon={<IconMail size={18} />}
      py="xs"
      mb="sm"
      style={{ flex: 'none' }}
    >
      <Text size="sm">
        {status.configured
          ? t('mails.lastError', { error: status.lastError ?? '' })
          : t('mails.notConfiguredText')}
      </Text>
    </Alert>
  );
}
