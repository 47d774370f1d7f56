import { Group, SegmentedControl, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, languages } from '../../../core/language.ts';
import { currentLanguage, showLanguage } from '../../i18n/i18n.ts';
import classes from './entry-frame.module.css';

interface EntryFrameProps {
  title: string;
  description?: string;
  children: ReactNode;
}

/** One column in the middle of the page, for those who are not inside yet; the language can be chosen here. */
export function EntryFrame({ title, description, children }: EntryFrameProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · Gatehouse`;
  }, [title]);
  return (
    <div className={classes.ground}>
      <main className={classes.column}>
        <Group justify="space-between" mb={28}>
          <span className={classes.mark}>
            <img src="/favicon.svg" alt="" width={26} height={26} />
            Gatehouse
          </span>
          <SegmentedControl
            size="xs"
            aria-label={t('entry.chooseLanguage')}
            value={currentLanguage()}
            data={languages.map((value) => ({ value, label: value.toUpperCase() }))}
            onChange={(value) => {
              if (isLanguage(value)) void showLanguage(value);
            }}
          />
        </Group>
        <Title order={1}>{title}</Title>
        {description === undefined ? null : (
          <Text c="dimmed" mt={2}>
            {description}
          </Text>
        )}
        <div className={classes.content}>{children}</div>
      </main>
    </div>
  );
}
