import { Anchor, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hostsAfter, tidyAddress } from '../website-address.ts';
import { LinesField } from './lines-field.tsx';
import { useWebsiteLabels, type WebsiteForm } from './website-labels.ts';

/** Name, the address that visitors use, and the host names that follow from it. */
export function AddressFields({ form, autoFocus = false }: { form: WebsiteForm; autoFocus?: boolean }) {
  const { t } = useTranslation();
  const labels = useWebsiteLabels();
  const { publicUrl, hosts } = form.values;
  const [showHosts, setShowHosts] = useState(hosts.length > 1);
  const hostsError = form.errors.hosts ?? form.errors['hosts.0'];
  const changeAddress = (next: string) => {
    form.setFieldValue('hosts', hostsAfter(hosts, publicUrl, next));
    form.setFieldValue('publicUrl', next);
    form.clearFieldError('hosts');
    form.clearFieldError('publicUrl');
  };
  return (
    <Stack gap="md" maw={520}>
      <TextInput
        label={labels.name}
        description={t('websites.hints.name')}
        placeholder={t('websites.hints.namePlaceholder')}
        autoComplete="off"
        autoFocus={autoFocus}
        {...form.getInputProps('name')}
      />
      <TextInput
        label={labels.publicUrl}
        description={t('websites.hints.publicUrl')}
        placeholder="https://"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('publicUrl')}
        onChange={(event) => changeAddress(event.currentTarget.value)}
        onBlur={() => changeAddress(tidyAddress(publicUrl))}
      />
      {showHosts || (hostsError !== undefined && hostsError !== null && hosts.length > 0) ? (
        <LinesField
          label={labels.hosts}
          description={t('websites.hints.hosts')}
          placeholder="portaal.bedrijf.nl"
          path="hosts"
          value={hosts}
          onChange={(lines) => {
            form.setFieldValue('hosts', lines);
            form.clearFieldError('hosts');
          }}
          error={hostsError}
        />
      ) : hosts.length === 0 ? null : (
        <Text size="sm" c="dimmed">
          {t('websites.hints.hostsAre')} <b>{hosts.join(', ')}</b>.{' '}
          <Anchor
            component="button"
            type="button"
            size="sm"
            underline="always"
            onClick={() => setShowHosts(true)}
          >
            {t('websites.hints.hostsChange')}
          </Anchor>
        </Text>
      )}
    </Stack>
  );
}
