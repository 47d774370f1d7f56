import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

const pauseMs = 150;

export interface SearchFieldProps {
  /** The words searched for, as they stand in the address. */
  value: string;
  onSearch: (words: string) => void;
  label: string;
}

/** Searches while one types, after a short pause; `/` goes to it, Escape empties it. */
export function SearchField({ value, onSearch, label }: SearchFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setTyped(value);
    }
  }, [value]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const search = (words: string, now = false) => {
    setTyped(words);
    window.clearTimeout(timer.current);
    const send = () => {
      sent.current = words.trim();
      onSearch(sent.current);
    };
    if (now) send();
    else timer.current = window.setTimeout(send, pauseMs);
  };
  return (
    <TextInput
      type="search"
      data-list-search
      aria-label={label}
      placeholder={label}
      value={typed}
      flex="1 1 220px"
      maw={340}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={
        typed === '' ? null : (
          <CloseButton size="sm" aria-label={t('words.clear')} onClick={() => search('', true)} />
        )
      }
      onChange={(event) => search(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed !== '') search('', true);
        if (event.key === 'Enter') search(typed, true);
      }}
    />
  );
}
