import { Select, SimpleGrid } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useWebsiteLabels, type WebsiteForm } from './website-labels.ts';

const hour = 60;
const day = 24 * hour;
const idleMinutes = [15, 30, hour, 4 * hour, 8 * hour, day, 7 * day, 30 * day];
const maxHours = [1, 8, 24, 7 * 24, 30 * 24, 90 * 24];

/** A time as people say it: minutes, hours or days, whichever is whole. */
export function durationWords(t: TFunction, minutes: number): string {
  if (minutes % day === 0) return t('websites.durations.days', { count: minutes / day });
  if (minutes % hour === 0) return t('websites.durations.hours', { count: minutes / hour });
  return t('websites.durations.minutes', { count: minutes });
}

/** How long one stays signed in. A value that is not in the list, set by another way, is kept and shown. */
export function SessionFields({ form }: { form: WebsiteForm }) {
  const { t } = useTranslation();
  const labels = useWebsiteLabels();
  const { sessionIdleMinutes, sessionHours } = form.values;
  const options = (values: readonly number[], current: number, inMinutes: number) =>
    [...new Set([...values, current])]
      .sort((a, b) => a - b)
      .map((value) => ({ value: String(value), label: durationWords(t, value * inMinutes) }));
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <Select
        label={labels.sessionIdleMinutes}
        description={t('websites.hints.sessionIdle')}
        allowDeselect={false}
        data={options(idleMinutes, sessionIdleMinutes, 1)}
        value={String(sessionIdleMinutes)}
        onChange={(value) => form.setFieldValue('sessionIdleMinutes', Number(value))}
        error={form.errors.sessionIdleMinutes}
      />
      <Select
        label={labels.sessionHours}
        description={t('websites.hints.sessionHours')}
        allowDeselect={false}
        data={options(maxHours, sessionHours, hour)}
        value={String(sessionHours)}
        onChange={(value) => form.setFieldValue('sessionHours', Number(value))}
        error={form.errors.sessionHours}
      />
    </SimpleGrid>
  );
}
