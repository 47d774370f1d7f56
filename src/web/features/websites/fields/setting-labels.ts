import { useTranslation } from 'react-i18next';
import { choosableFields } from '../../../../contract/website-settings.ts';
import { visitorLanguages } from '../../../../core/language.ts';
import type { WebsiteValues } from '../website-values.ts';
import { useWebsiteLabels } from './website-labels.ts';

const texts = ['signUpText', 'waitingText', 'footText'] as const;
const signIns = [
  'minPasswordLength',
  'secondFactor',
  'magicLink',
  'keepSignedIn',
  'keepSignedInDays',
] as const;

/** Names of all that can be wrong in the settings, by the path of the field, for the summary of errors. */
export function useSettingLabels({ signUpForm }: WebsiteValues): Partial<Record<string, string>> {
  const { t } = useTranslation();
  const labels: Partial<Record<string, string>> = {
    ...useWebsiteLabels(),
    'look.logo': t('look.logo.part'),
    'look.logoGround': t('look.ground.label'),
    'look.accent': t('look.colours.accent'),
    'look.accentDark': t('look.colours.accentDark'),
    'signUpForm.extra': t('signUpForm.extra.part'),
  };
  for (const name of signIns) labels[`signIn.${name}`] = t(`signInSettings.fields.${name}`);
  for (const name of choosableFields)
    labels[`signUpForm.standard.${name}`] = t(`applications.fields.${name}`);
  for (const language of visitorLanguages) {
    const inLanguage = (field: string) =>
      t('signUpForm.editor.in', { field, language: t(`words.languages.${language}`) });
    labels[`introduction.${language}`] = inLanguage(t('look.texts.introduction'));
    for (const name of texts) labels[`look.${name}.${language}`] = inLanguage(t(`look.texts.${name}`));
  }
  signUpForm.extra.forEach(({ label, options }, index) => {
    const path = `signUpForm.extra.${index}`;
    const question =
      visitorLanguages.map((language) => label[language]).find((words) => words !== '') ??
      t('signUpForm.extra.untitled');
    const of = (field: string) => `${question} · ${field}`;
    for (const language of visitorLanguages) {
      labels[`${path}.label.${language}`] = of(t('signUpForm.editor.label'));
      labels[`${path}.hint.${language}`] = of(t('signUpForm.editor.hint'));
    }
    labels[`${path}.options`] = of(t('signUpForm.editor.options'));
    labels[`${path}.link`] = of(t('signUpForm.editor.link'));
    options.forEach((_, number) => {
      const option = of(t('signUpForm.editor.option', { number: number + 1 }));
      labels[`${path}.options.${number}.value`] = option;
      for (const language of visitorLanguages) labels[`${path}.options.${number}.label.${language}`] = option;
    });
  });
  return labels;
}
