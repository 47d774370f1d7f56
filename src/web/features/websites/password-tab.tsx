import { useTranslation } from 'react-i18next';
import type { Website } from '../../../contract/websites.ts';
import { ProtectionField } from './fields/access-fields.tsx';
import { FormPart } from './fields/choice-cards.tsx';
import { CreateUserField, SenderFields } from './fields/mail-fields.tsx';
import { SignInFields, StayFields } from './fields/sign-in-fields.tsx';
import { SettingsForm } from './settings-form.tsx';

/** Password settings (R12, R13): what is closed, the sign-in page, what it takes to sign in, the sender. */
export function PasswordTab({ website }: { website: Website }) {
  const { t } = useTranslation();
  return (
    <SettingsForm website={website} part="password">
      {(form) => (
        <>
          <FormPart title={t('websites.form.protection')} text={t('websites.form.keepAccess')}>
            <ProtectionField form={form} hideLabel />
          </FormPart>
          <FormPart title={t('websites.form.signIn')}>
            <CreateUserField form={form} />
          </FormPart>
          <FormPart title={t('signInSettings.partPassword')}>
            <SignInFields form={form} />
          </FormPart>
          <FormPart title={t('signInSettings.partStay')}>
            <StayFields form={form} />
          </FormPart>
          <FormPart title={t('websites.form.mail')}>
            <SenderFields form={form} />
          </FormPart>
        </>
      )}
    </SettingsForm>
  );
}
