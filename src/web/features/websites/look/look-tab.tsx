import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Website } from '../../../../contract/websites.ts';
import type { VisitorLanguage } from '../../../../core/language.ts';
import { FormPart } from '../fields/choice-cards.tsx';
import type { WebsiteForm } from '../fields/website-labels.ts';
import { type PreviewPage, previewPages, VisitorPreview } from '../preview/visitor-preview.tsx';
import { SettingsForm } from '../settings-form.tsx';
import { AccentFields } from './accent-fields.tsx';
import { LogoField } from './logo-field.tsx';
import { LookTexts } from './look-texts.tsx';
import { useLogoFacts } from './use-logo-facts.ts';

/** How the visitor pages look, with a preview on light and on dark. */
export function LookTab({ website }: { website: Website }) {
  const { t } = useTranslation();
  const [page, setPage] = useState<PreviewPage>('signIn');
  const [language, setLanguage] = useState<VisitorLanguage>(website.language);
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {t('look.description')}
      </Text>
      <SettingsForm
        website={website}
        part="look"
        preview={(form) => (
          <Stack gap="md">
            <SegmentedControl
              fullWidth
              aria-label={t('look.preview.pageLabel')}
              value={page}
              data={previewPages.map((value) => ({ value, label: t(`look.preview.pages.${value}`) }))}
              onChange={(value) => setPage(previewPages.find((one) => one === value) ?? 'signIn')}
            />
            {(['light', 'dark'] as const).map((scheme) => (
              <VisitorPreview
                key={scheme}
                values={form.values}
                page={page}
                language={language}
                scheme={scheme}
              />
            ))}
          </Stack>
        )}
      >
        {(form) => <LookFields form={form} language={language} onLanguage={setLanguage} onPage={setPage} />}
      </SettingsForm>
    </>
  );
}

interface LookFieldsProps {
  form: WebsiteForm;
  language: VisitorLanguage;
  onLanguage: (language: VisitorLanguage) => void;
  onPage: (page: PreviewPage) => void;
}

function LookFields({ form, language, onLanguage, onPage }: LookFieldsProps) {
  const { t } = useTranslation();
  const facts = useLogoFacts(form.values.look.logo);
  return (
    <>
      <FormPart title={t('look.logo.part')} text={t('look.logo.text')}>
        <LogoField form={form} facts={facts} />
      </FormPart>
      <FormPart title={t('look.colours.part')} text={t('look.colours.text')}>
        <AccentFields form={form} ofLogo={facts?.colours ?? []} />
      </FormPart>
      <FormPart title={t('look.texts.part')} text={t('look.texts.text')}>
        <LookTexts form={form} language={language} onLanguage={onLanguage} onPage={onPage} />
      </FormPart>
    </>
  );
}
