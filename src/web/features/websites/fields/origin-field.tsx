import { Select, Stack, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { upstreamHostOf, upstreamHosts } from '../../../../core/upstream-host.ts';
import type { OriginKind } from '../../../../core/website.ts';
import type { WebsiteValues } from '../website-values.ts';
import { ChoiceCards } from './choice-cards.tsx';
import { useWebsiteLabels, type WebsiteForm } from './website-labels.ts';

const kinds = ['forward_auth', 'upstream', 'folder'] as const satisfies readonly OriginKind[];
const empty: { readonly [K in OriginKind]: WebsiteValues['origin'] } = {
  forward_auth: { kind: 'forward_auth' },
  upstream: { kind: 'upstream', url: '', host: 'visitor' },
  folder: { kind: 'folder', folder: '' },
};

type UpstreamOrigin = Extract<WebsiteValues['origin'], { kind: 'upstream' }>;

function UpstreamHostField({ form, origin }: { form: WebsiteForm; origin: UpstreamOrigin }) {
  const { t } = useTranslation();
  return (
    <Select
      label={useWebsiteLabels()['origin.host']}
      description={t('websites.hints.upstreamHost')}
      maw={440}
      allowDeselect={false}
      data={upstreamHosts.map((value) => ({ value, label: t(`websites.upstreamHosts.${value}`) }))}
      value={upstreamHostOf(origin)}
      onChange={(value) => {
        const host = upstreamHosts.find((known) => known === value);
        if (host !== undefined) form.setFieldValue('origin', { ...origin, host });
      }}
      error={form.errors['origin.host']}
    />
  );
}

/** Where the pages come from. What was typed for one kind is still there after a look at another. */
export function OriginField({ form, hideLabel = false }: { form: WebsiteForm; hideLabel?: boolean }) {
  const { t } = useTranslation();
  const labels = useWebsiteLabels();
  const { origin } = form.values;
  const typed = useRef<Partial<Record<OriginKind, WebsiteValues['origin']>>>({});
  typed.current[origin.kind] = origin;
  const choose = (kind: OriginKind) => {
    form.setFieldValue('origin', typed.current[kind] ?? empty[kind]);
    form.clearFieldError('origin.url');
    form.clearFieldError('origin.folder');
  };
  const details = {
    upstream: (
      <Stack gap="sm">
        <TextInput
          label={labels['origin.url']}
          description={t('websites.hints.upstream')}
          placeholder="http://127.0.0.1:3000"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          maw={440}
          {...form.getInputProps('origin.url')}
        />
        {origin.kind === 'upstream' ? <UpstreamHostField form={form} origin={origin} /> : null}
      </Stack>
    ),
    folder: (
      <TextInput
        label={labels['origin.folder']}
        description={t('websites.hints.folder')}
        placeholder="/var/www/portaal"
        autoComplete="off"
        spellCheck={false}
        maw={440}
        {...form.getInputProps('origin.folder')}
      />
    ),
  };
  return (
    <ChoiceCards
      label={labels.origin}
      hideLabel={hideLabel}
      value={origin.kind}
      onChange={choose}
      choices={kinds.map((value) => ({
        value,
        name: t(`websites.origins.${value}.name`),
        text: t(`websites.origins.${value}.text`),
        ...(value === 'forward_auth' ? {} : { detail: details[value] }),
      }))}
    />
  );
}
