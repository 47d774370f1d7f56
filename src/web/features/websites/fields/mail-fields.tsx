import { Select, Stack, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { visitorLanguages } from '../../../../core/language.ts';
import { useCompany } from '../../../api/me.ts';
import { useWebsiteLabels, type WebsiteForm } from './website-labels.ts';

/** Language of the sign-in page and of mails. */
export function LanguageField({ form }: { form: WebsiteForm }) {
  const { t } = useTranslation();
  const labels = useWebsiteLabels();
  return (
    <Select
      label={labels.language}
      description={t('websites.hints.language')}
      maw={520}
      allowDeselect={false}
      data={visitorLanguages.map((value) => ({ value, label: t(`words.languages.${value}`) }))}
      {...form.getInputProps('language')}
    />
  );
}

/** Sender of the mails, and a copy for the owner (R8, R13). */
export function SenderFields({ form }: { form: WebsiteForm }) {
  const { t } = useTranslation();
  const labels = useWebsiteLabels();
  const company = useCompany();
  return (
    <Stack gap="md" maw={520}>
      <TextInput
        label={labels.senderName}
        description={t('websites.hints.senderName')}
        placeholder={company?.name ?? ''}
        autoComplete="off"
        {...form.getInputProps('senderName')}
      />
      <TextInput
        type="email"
        label={labels.senderEmail}
        description={t('websites.hints.senderEmail')}
        autoComplete="off"
        {...form.getInputProps('senderEmail')}
      />
      <TextInput
        type="email"
        label={labels.copyTo}
        description={t('websites.hints.copyTo')}
        autoComplete="off"
        {...form.getInputProps('copyTo')}
      />
    </Stack>
  );
}

/** The link with which visitors register (R13). */
export function CreateUserField({ form }: { form: WebsiteForm }) {
  const { t } = useTranslation();
  const labels = useWebsiteLabels();
  const isOwnerOnly = form.values.policy === 'owner_only';
  return (
    <Switch
      label={labels.showCreateUser}
      description={t(isOwnerOnly ? 'websites.hints.showCreateUserOwner' : 'websites.hints.showCreateUser')}
      disabled={isOwnerOnly}
      checked={form.values.showCreateUser && !isOwnerOnly}
      onChange={(event) => form.setFieldValue('showCreateUser', event.currentTarget.checked)}
    />
  );
}
