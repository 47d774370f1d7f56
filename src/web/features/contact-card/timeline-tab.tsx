import { Button, Group, Switch, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Contact, timelineEntry } from '../../../contract/contacts.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { actionWords } from '../../components/action-words.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { LoadError, LoadingShape } from '../../components/loading.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { isSecurityEvent, securityAct, securityDetails } from '../../components/security-words.ts';
import enWords from '../../i18n/en/words.ts';
import classes from './contact-card.module.css';

type Entry = z.infer<typeof timelineEntry>;
type KnownField = keyof typeof enWords.fields;

const isKnownField = (field: string): field is KnownField => field in enWords.fields;
const isLanguage = (value: unknown): value is keyof typeof enWords.languages =>
  typeof value === 'string' && value in enWords.languages;
const isContactType = (value: unknown): value is keyof typeof enWords.contactTypes =>
  typeof value === 'string' && value in enWords.contactTypes;

/** All that happened with a contact, newest first. */
export function TimelineTab({ contact: { id: contactId, name } }: { contact: Contact }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const [signIns, setSignIns] = useState(false);
  const timeline = useInfiniteQuery(
    api.contacts.timeline.infiniteOptions({
      input: (cursor: string | undefined) => ({ companyId, contactId, cursor, limit: 50, signIns }),
      initialPageParam: undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
  );
  if (timeline.isError) return <LoadError error={timeline.error} retry={() => void timeline.refetch()} />;
  if (timeline.isPending) return <LoadingShape />;
  const entries = timeline.data.pages.flatMap(({ items }) => items);
  if (entries.length === 0 && !signIns) return <EmptyState>{t('card.timeline.empty')}</EmptyState>;
  return (
    <>
      <Switch
        mb="sm"
        size="xs"
        label={t('card.timeline.signIns')}
        checked={signIns}
        onChange={(event) => setSignIns(event.currentTarget.checked)}
      />
      <ol className={classes.entries}>
        {entries.map((entry) => (
          <TimelineRow key={entry.id} entry={entry} contactName={name} />
        ))}
      </ol>
      {timeline.hasNextPage ? (
        <Group my="md">
          <Button
            variant="default"
            loading={timeline.isFetchingNextPage}
            onClick={() => void timeline.fetchNextPage()}
          >
            {t('card.timeline.more')}
          </Button>
        </Group>
      ) : null}
    </>
  );
}

function TimelineRow({ entry, contactName }: { entry: Entry; contactName: string }) {
  const { t } = useTranslation();
  const { actor, action, subject } = entry;
  const who =
    actor.kind === 'policy'
      ? t('card.timeline.policy')
      : actor.kind === 'system'
        ? t('card.timeline.system')
        : actor.name;
  // What visitors do is about themselves.
  const isOwn = isSecurityEvent(entry) && subject.startsWith(actor.name);
  return (
    <li>
      <RelativeTime at={entry.at} />
      <div>
        <Text size="sm" component="span" fw={550}>
          {isSecurityEvent(entry) ? securityAct(t, entry) : actionWords(t, action)}
        </Text>
        {subject === '' || subject === contactName ? null : ` · ${subject}`}
        {isOwn ? null : (
          <Text size="sm" component="span" c="dimmed">
            {' '}
            · {who}
          </Text>
        )}
        {isSecurityEvent(entry) ? <SecurityDetails entry={entry} /> : <Changes entry={entry} />}
      </div>
    </li>
  );
}

function SecurityDetails({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const details = securityDetails(t, entry);
  return details.length === 0 ? null : (
    <Text size="sm" c="dimmed">
      {details.join(' · ')}
    </Text>
  );
}

/** The fields that changed, each with its old and new value; what nobody can read is left out. */
function Changes({ entry: { before, after } }: { entry: Entry }) {
  const { t } = useTranslation();
  const show = (field: string, value: unknown): string | null => {
    if (value === null || value === undefined || value === '') return t('card.empty');
    if (typeof value === 'boolean') return t(value ? 'words.yes' : 'words.no');
    if (field === 'language' && isLanguage(value)) return t(`words.languages.${value}`);
    if (field === 'types' && Array.isArray(value))
      return value
        .map((type) => (isContactType(type) ? t(`words.contactTypes.${type}`) : String(type)))
        .join(', ');
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    return Array.isArray(value) ? value.map(String).join(', ') : null;
  };
  const lines = Object.keys(after ?? {}).flatMap((field) => {
    const old = show(field, before?.[field]);
    const now = show(field, after?.[field]);
    if (!isKnownField(field) || old === null || now === null || old === now) return [];
    return [t('card.timeline.changed', { field: t(`words.fields.${field}`), before: old, after: now })];
  });
  if (before === null || lines.length === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {lines.join(' · ')}
    </Text>
  );
}
