import { Alert, Anchor, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { MailText, mailPreview } from '../../../../contract/websites.ts';
import { api } from '../../../api/client.ts';
import { useCompanyId } from '../../../api/me.ts';
import { LoadError, LoadingShape } from '../../../components/loading.tsx';
import classes from './mail-texts.module.css';
import type { TextDraft } from './text-key.ts';

type Preview = z.infer<typeof mailPreview>;
const pauseMs = 300;

/** How the text as it is typed would look, and what keeps it from being saved; asked after a short pause. */
export function useTextPreview(websiteId: string, text: MailText, typed: TextDraft) {
  const companyId = useCompanyId();
  const [settled] = useDebouncedValue(typed, pauseMs);
  return useQuery({
    ...api.mailTexts.preview.queryOptions({
      input: { companyId, websiteId, event: text.event, language: text.language, ...settled },
    }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** What is wrong, line by line with the reason; each leads to its line (case 27). */
export function Problems({
  problems,
  onGoTo,
  ref,
}: {
  problems: Preview['problems'];
  onGoTo: (part: 'subject' | 'body', line: number) => void;
  ref: Ref<HTMLDivElement>;
}) {
  const { t } = useTranslation();
  return (
    <Alert
      ref={ref}
      tabIndex={-1}
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title={t('websites.mails.problems')}
    >
      <ul className={classes.problems}>
        {problems.map(({ part, line, reason }) => (
          <li key={`${part} ${line} ${reason}`}>
            <Anchor
              component="button"
              type="button"
              size="sm"
              c="inherit"
              underline="always"
              ta="left"
              onClick={() => onGoTo(part, line)}
            >
              {part === 'subject'
                ? t('websites.mails.problemSubject', { reason })
                : t('websites.mails.problem', { line, reason })}
            </Anchor>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** The mail as it would arrive, formatted or as plain text. */
export function TextPreview({ preview }: { preview: UseQueryResult<Preview> }) {
  const { t } = useTranslation();
  const [view, setView] = useState<'formatted' | 'plain'>('formatted');
  const { data } = preview;
  return (
    <section className={classes.preview} aria-label={t('websites.mails.preview')}>
      <Group justify="space-between" gap="xs">
        <div>
          <Title order={2} fz="md" lh="20px">
            {t('websites.mails.preview')}
          </Title>
          <Text size="xs" c="dimmed">
            {t(
              data === undefined || data.problems.length === 0
                ? 'websites.mails.previewHint'
                : 'websites.mails.previewStandard',
            )}
          </Text>
        </div>
        <SegmentedControl
          size="xs"
          aria-label={t('websites.mails.preview')}
          value={view}
          data={[
            { value: 'formatted', label: t('websites.mails.formatted') },
            { value: 'plain', label: t('websites.mails.plain') },
          ]}
          onChange={(value) => setView(value === 'plain' ? 'plain' : 'formatted')}
        />
      </Group>
      {data === undefined ? (
        preview.isError ? (
          <LoadError error={preview.error} retry={() => void preview.refetch()} />
        ) : (
          <LoadingShape rows={6} />
        )
      ) : (
        <div className={classes.mail} data-other={data.problems.length > 0 || undefined}>
          <div className={classes.mailSubject}>{data.subject}</div>
          {view === 'plain' ? (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard (WCAG 2.1.1)
            <div className={classes.plain} tabIndex={0}>
              {data.text}
            </div>
          ) : (
            // Without scripts and in an origin of its own: a mail's markup can touch nothing of the office.
            <iframe title={data.subject} sandbox="" srcDoc={data.html} className={classes.formatted} />
          )}
        </div>
      )}
    </section>
  );
}
