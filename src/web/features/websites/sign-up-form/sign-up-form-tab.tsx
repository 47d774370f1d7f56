import { Alert, SegmentedControl, Stack, useComputedColorScheme } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Website } from '../../../../contract/websites.ts';
import { isVisitorLanguage, type VisitorLanguage, visitorLanguages } from '../../../../core/language.ts';
import { FormPart } from '../fields/choice-cards.tsx';
import { VisitorPreview } from '../preview/visitor-preview.tsx';
import { SettingsForm } from '../settings-form.tsx';
import { OwnQuestions } from './own-questions.tsx';
import { StandardFields } from './standard-fields.tsx';

/** The website's own sign-up form: the usual details, its own questions, and how it will look. */
export function SignUpFormTab({ website }: { website: Website }) {
  const { t } = useTranslation();
  const [language, setLanguage] = useState<VisitorLanguage>(website.language);
  const scheme = useComputedColorScheme('light');
  const languages = [website.language, ...visitorLanguages.filter((one) => one !== website.language)];
  return (
    <SettingsForm
      website={website}
      part="form"
      preview={(form) => (
        <Stack gap="md">
          <SegmentedControl
            fullWidth
            aria-label={t('signUpForm.previewLanguage')}
            value={language}
            data={languages.map((value) => ({ value, label: t(`words.languages.${value}`) }))}
            onChange={(value) => isVisitorLanguage(value) && setLanguage(value)}
          />
          <VisitorPreview values={form.values} page="signUp" language={language} scheme={scheme} />
        </Stack>
      )}
    >
      {(form) => (
        <>
          {form.values.policy === 'owner_only' ? (
            <Alert color="blue" role="note" py={8}>
              {t('signUpForm.ownerOnly')}
            </Alert>
          ) : null}
          <FormPart title={t('signUpForm.standard.part')} text={t('signUpForm.standard.text')}>
            <StandardFields form={form} />
          </FormPart>
          <FormPart title={t('signUpForm.extra.part')} text={t('signUpForm.extra.text')}>
            <OwnQuestions form={form} saved={website.signUpForm.extra} />
          </FormPart>
        </>
      )}
    </SettingsForm>
  );
}
