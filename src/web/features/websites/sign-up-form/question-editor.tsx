import { Button, Group, Stack, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ExtraField } from '../../../../contract/website-settings.ts';
import type { WebsiteForm } from '../fields/website-labels.ts';
import { OptionsField } from './options-field.tsx';
import { QuestionTranslations } from './question-translations.tsx';
import classes from './sign-up-form.module.css';
import { TermsField } from './terms-field.tsx';

interface QuestionEditorProps {
  form: WebsiteForm;
  index: number;
  onDone: () => void;
}

/** One question in full, in the website's language; translations stand folded away below. */
export function QuestionEditor({ form, index, onDone }: QuestionEditorProps) {
  const { t } = useTranslation();
  const field = form.values.signUpForm.extra[index];
  if (field === undefined) return null;
  const { kind } = field;
  const own = form.values.language;
  const path = `signUpForm.extra.${index}` as const;
  return (
    <Stack gap="md" className={classes.editor}>
      <TextInput
        label={t(kind === 'consent' ? 'signUpForm.editor.labelConsent' : 'signUpForm.editor.label')}
        placeholder={t(`signUpForm.editor.labelExample.${kind}`)}
        lang={own}
        autoComplete="off"
        maxLength={200}
        autoFocus={field.label[own] === ''}
        {...form.getInputProps(`${path}.label.${own}`)}
      />
      {kind === 'choice' ? <OptionsField form={form} index={index} /> : null}
      {kind === 'consent' ? <TermsField form={form} index={index} /> : null}
      <TextInput
        label={t('signUpForm.editor.hint')}
        description={t('signUpForm.editor.hintHint')}
        lang={own}
        autoComplete="off"
        maxLength={300}
        {...form.getInputProps(`${path}.hint.${own}`)}
      />
      <Switch
        label={t(requiredWords(kind))}
        {...form.getInputProps(`${path}.required`, { type: 'checkbox' })}
      />
      <QuestionTranslations form={form} index={index} />
      <Group>
        <Button size="xs" variant="default" onClick={onDone}>
          {t('signUpForm.editor.done')}
        </Button>
      </Group>
    </Stack>
  );
}

function requiredWords(kind: ExtraField['kind']) {
  if (kind === 'tick') return 'signUpForm.editor.requiredTick';
  return kind === 'consent' ? 'signUpForm.editor.requiredConsent' : 'signUpForm.editor.required';
}
