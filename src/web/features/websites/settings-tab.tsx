import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Website } from '../../../contract/websites.ts';
import { LinkModeField, PolicyField } from './fields/access-fields.tsx';
import { AddressFields } from './fields/address-fields.tsx';
import { FormPart } from './fields/choice-cards.tsx';
import { LanguageField } from './fields/mail-fields.tsx';
import { OriginField } from './fields/origin-field.tsx';
import { useWebsiteLabels } from './fields/website-labels.ts';
import { SettingsForm } from './settings-form.tsx';

/** Website settings: what it is, who gets in, how changes reach it. */
export function SettingsTab({ website }: { website: Website }) {
  const { t } = useTranslation();
  const labels = useWebsiteLabels();
  return (
    <SettingsForm website={website} part="settings">
      {(form) => (
        <>
          <FormPart title={t('websites.form.basics')}>
            <AddressFields form={form} />
            <Switch
              label={labels.enabled}
              description={t('websites.hints.enabled')}
              {...form.getInputProps('enabled', { type: 'checkbox' })}
            />
          </FormPart>
          <FormPart title={t('websites.form.access')} text={t('websites.form.keepAccess')}>
            <PolicyField form={form} hideLabel />
          </FormPart>
          <FormPart title={labels.linkMode}>
            <LinkModeField form={form} hideLabel />
          </FormPart>
          <FormPart title={t('websites.form.pages')}>
            <OriginField form={form} />
            <LanguageField form={form} />
          </FormPart>
        </>
      )}
    </SettingsForm>
  );
}
