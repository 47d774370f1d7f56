import { Group, Radio, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Application } from '../../../contract/applications.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import classes from './applications.module.css';

/** Whose application it is: a contact of the register, or a new one. */
export type ContactChoice =
  | { readonly kind: 'existing'; readonly contactId: string; readonly name: string }
  | { readonly kind: 'new' };

/** What is chosen at first: the linked contact, else the likeliest candidate, else a new contact. */
export function firstChoice(application: Application): ContactChoice {
  const [likeliest] = application.candidates;
  // A contact that automatic approval made stands for nobody yet: the likeliest comes first.
  const linked = application.state === 'review_link' ? null : application.contact;
  const contact = linked ?? likeliest?.contact ?? application.contact;
  return contact === null ? { kind: 'new' } : { kind: 'existing', contactId: contact.id, name: contact.name };
}

/** The contacts it looks like, each with its reasons; another contact; or a new one. */
export function CandidateChoice({
  application,
  choice,
  onChoose,
}: {
  application: Application;
  choice: ContactChoice;
  onChoose: (choice: ContactChoice) => void;
}) {
  const { t } = useTranslation();
  const listed = new Set(application.candidates.map(({ contact }) => contact.id));
  const isOther = choice.kind === 'existing' && !listed.has(choice.contactId);
  const choose = (value: string) => {
    if (value === 'new') return onChoose({ kind: 'new' });
    const found = application.candidates.find(({ contact }) => contact.id === value);
    if (found !== undefined)
      onChoose({ kind: 'existing', contactId: found.contact.id, name: found.contact.name });
  };
  return (
    <div>
      <Radio.Group
        label={t('applications.looksLike')}
        value={choice.kind === 'new' ? 'new' : choice.contactId}
        onChange={choose}
      >
        <div className={classes.candidates}>
          {application.candidates.slice(0, 5).map(({ contact, reasons }) => (
            <Radio.Card key={contact.id} value={contact.id} className={classes.candidate}>
              <Group wrap="nowrap" align="flex-start" gap="sm">
                <Radio.Indicator size="xs" mt={3} />
                <div>
                  <Text size="sm">
                    <span className="numbers">{contact.number}</span> <b>{contact.name}</b>
                    {contact.town === '' ? '' : `, ${contact.town}`}
                    {contact.active ? '' : ` (${t('applications.inactive')})`}
                  </Text>
                  <ul className={classes.reasons}>
                    {reasons.map(({ code, text, against }) => (
                      <li key={`${code} ${text}`} data-against={against || undefined}>
                        {text}
                      </li>
                    ))}
                  </ul>
                </div>
              </Group>
            </Radio.Card>
          ))}
          {isOther ? (
            <Radio.Card value={choice.contactId} className={classes.candidate}>
              <Group wrap="nowrap" gap="sm">
                <Radio.Indicator size="xs" />
                <Text size="sm" fw={550}>
                  {choice.name}
                </Text>
              </Group>
            </Radio.Card>
          ) : null}
          <Radio.Card value="new" className={classes.candidate}>
            <Group wrap="nowrap" gap="sm">
              <Radio.Indicator size="xs" />
              <Text size="sm">
                <b>{t('applications.newContact')}</b>{' '}
                <Text span c="dimmed" size="sm">
                  {t('applications.newContactText')}
                </Text>
              </Text>
            </Group>
          </Radio.Card>
        </div>
      </Radio.Group>
      <OtherContact onChoose={onChoose} />
    </div>
  );
}

/** Finds any contact of the register. */
function OtherContact({ onChoose }: { onChoose: (choice: ContactChoice) => void }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const [words, setWords] = useState('');
  const [search] = useDebouncedValue(words, 200);
  const found = useQuery({
    ...api.contacts.list.queryOptions({
      input: { companyId, search, limit: 8, active: 'all', sort: 'relevance' },
    }),
    enabled: search.trim() !== '',
    placeholderData: keepPreviousData,
  });
  const contacts = search.trim() === '' ? [] : (found.data?.items ?? []);
  return (
    <Select
      mt="xs"
      maw={420}
      searchable
      aria-label={t('applications.otherContact')}
      placeholder={t('applications.otherContact')}
      nothingFoundMessage={
        search.trim() === '' ? t('applications.otherSearch') : t('applications.otherNothing')
      }
      value={null}
      searchValue={words}
      onSearchChange={setWords}
      filter={({ options }) => options}
      data={contacts.map(({ id, number, name, town }) => ({
        value: id,
        label: [number, name, town].filter((part) => part !== '').join(' · '),
      }))}
      onChange={(value) => {
        const contact = contacts.find(({ id }) => id === value);
        if (contact !== undefined) onChoose({ kind: 'existing', contactId: contact.id, name: contact.name });
        setWords('');
      }}
    />
  );
}
