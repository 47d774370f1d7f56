import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactRow } from '../../contract/contacts.ts';
import { api } from '../api/client.ts';
import { useCompanyId } from '../api/me.ts';

interface ContactSelectProps {
  label: string;
  onChoose: (contact: ContactRow) => void;
  /** One that can't be chosen. */
  except?: string;
  autoFocus?: boolean;
}

/** Finds any contact of the register by what is typed, and is empty again once one is chosen. */
export function ContactSelect({ label, onChoose, except, autoFocus = false }: ContactSelectProps) {
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
  const items = search.trim() === '' ? [] : (found.data?.items ?? []);
  const contacts = items.filter(({ id }) => id !== except);
  return (
    <Select
      maw={420}
      searchable
      aria-label={label}
      placeholder={label}
      {...(autoFocus ? { 'data-autofocus': true } : {})}
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
        if (contact !== undefined) onChoose(contact);
        setWords('');
      }}
    />
  );
}
