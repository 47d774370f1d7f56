import { NumberInput, Select, Stack, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { signInSettings } from '../../../../contract/website-settings.ts';
import { ChoiceCards } from './choice-cards.tsx';
import { SessionFields } from './session-fields.tsx';
import type { WebsiteForm } from './website-labels.ts';

const dayChoices = [1, 7, 14, 30, 60, 90, 180, 365];
const factors = signInSettings.shape.secondFactor.unwrap().options;

/** What it takes to sign in: the second step, the link by mail, the shortest password. */
export function SignInFields({ form }: { form: WebsiteForm }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <ChoiceCards
        label={t('signInSettings.fields.secondFactor')}
        value={form.values.signIn.secondFactor}
        onChange={(value) => form.setFieldValue('signIn.secondFactor', value)}
        choices={factors.map((value) => ({
          value,
          name: t(`signInSettings.secondFactors.${value}.name`),
          text: t(`signInSettings.secondFactors.${value}.text`),
        }))}
      />
      <Switch
        label={t('signInSettings.fields.magicLink')}
        description={t('signInSettings.hints.magicLink')}
        {...form.getInputProps('signIn.magicLink', { type: 'checkbox' })}
      />
      <NumberInput
        label={t('signInSettings.fields.minPasswordLength')}
        description={t('signInSettings.hints.minPasswordLength')}
        maw={520}
        min={8}
        max={64}
        allowDecimal={false}
        styles={{ wrapper: { maxWidth: 120 } }}
        {...form.getInputProps('signIn.minPasswordLength')}
        onChange={(value) => form.setFieldValue('signIn.minPasswordLength', Number(value))}
      />
    </Stack>
  );
}

/** How long one stays signed in, on one's own device and elsewhere. */
export function StayFields({ form }: { form: WebsiteForm }) {
  const { t } = useTranslation();
  const { keepSignedIn, keepSignedInDays } = form.values.signIn;
  const days = [...new Set([...dayChoices, keepSignedInDays])].sort((a, b) => a - b);
  return (
    <Stack gap="md">
      <Switch
        label={t('signInSettings.fields.keepSignedIn')}
        description={t('signInSettings.hints.keepSignedIn')}
        {...form.getInputProps('signIn.keepSignedIn', { type: 'checkbox' })}
      />
      {keepSignedIn ? (
        <>
          <Select
            label={t('signInSettings.fields.keepSignedInDays')}
            description={t('signInSettings.hints.keepSignedInDays')}
            maw={360}
            allowDeselect={false}
            data={days.map((value) => ({
              value: String(value),
              label: t('websites.durations.days', { count: value }),
            }))}
            value={String(keepSignedInDays)}
            onChange={(value) => form.setFieldValue('signIn.keepSignedInDays', Number(value))}
            error={form.errors['signIn.keepSignedInDays']}
          />
          <Text size="sm" fw={500}>
            {t('signInSettings.hints.session')}
          </Text>
        </>
      ) : null}
      <SessionFields form={form} />
    </Stack>
  );
}
