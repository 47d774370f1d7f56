import { Collapse, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visitorLanguages } from '../../../../core/language.ts';
import type { WebsiteForm } from '../fields/website-labels.ts';
import classes from './sign-up-form.module.css';

/** The same question in the other languages of visitors. */
export function QuestionTranslations({ form, index }: { form: WebsiteForm; index: number }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const field = form.values.signUpForm.extra[index];
  if (field === undefined) return null;
  const own = form.values.language;
  const others = visitorLanguages.filter((language) => language !== own);
  const path = `signUpForm.extra.${index}` as const;
  const isShown =
    isOpen ||
    others.some((language) =>
      Object.keys(form.errors).some((name) => name.startsWith(path) && name.endsWith(`.${language}`)),
    );
  const labelWord = t(
    field.kind === 'consent' ? 'signUpForm.editor.labelConsent' : 'signUpForm.editor.label',
  );
  return (
    <div>
      <UnstyledButton
        className={classes.translationsHead}
        aria-expanded={isShown}
        onClick={() => setIsOpen(!isShown)}
      >
        <IconChevronDown size={15} aria-hidden className={classes.chevron} />
        {t('signUpForm.editor.translations')}
        <Text span size="xs" c="dimmed">
          {t('signUpForm.editor.translated', {
            count: others.filter((language) => field.label[language] !== '').length,
            all: others.length,
          })}
        </Text>
      </UnstyledButton>
      <Collapse expanded={isShown}>
        <Text size="xs" c="dimmed" my={8}>
          {t('signUpForm.editor.translationsHint', { language: t(`words.languages.${own}`) })}
        </Text>
        <Stack gap="lg">
          {others.map((language) => {
            const languageName = t(`words.languages.${language}`);
            const inLanguage = (word: string) =>
              t('signUpForm.editor.in', { field: word, language: languageName });
            return (
              <div key={language} className={classes.translation}>
                <Text size="sm" fw={600}>
                  {languageName}
                </Text>
                <TextInput
                  aria-label={inLanguage(labelWord)}
                  placeholder={field.label[own] || labelWord}
                  lang={language}
                  autoComplete="off"
                  maxLength={200}
                  {...form.getInputProps(`${path}.label.${language}`)}
                />
                {field.options.map((option, at) => (
                  <TextInput
                    // biome-ignore lint/suspicious/noArrayIndexKey: an answer is known by its place
                    key={at}
                    aria-label={inLanguage(option.value || t('signUpForm.editor.option', { number: at + 1 }))}
                    placeholder={option.value || t('signUpForm.editor.option', { number: at + 1 })}
                    lang={language}
                    autoComplete="off"
                    maxLength={100}
                    {...form.getInputProps(`${path}.options.${at}.label.${language}`)}
                  />
                ))}
                {field.hint[own] === '' && field.hint[language] === '' ? null : (
                  <TextInput
                    aria-label={inLanguage(t('signUpForm.editor.hint'))}
                    placeholder={field.hint[own] || t('signUpForm.editor.hint')}
                    lang={language}
                    autoComplete="off"
                    maxLength={300}
                    {...form.getInputProps(`${path}.hint.${language}`)}
                  />
                )}
              </div>
            );
          })}
        </Stack>
      </Collapse>
    </div>
  );
}
