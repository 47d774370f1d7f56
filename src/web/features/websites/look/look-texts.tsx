import { SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isVisitorLanguage, type VisitorLanguage, visitorLanguages } from '../../../../core/language.ts';
import { useCompany } from '../../../api/me.ts';
import type { WebsiteForm } from '../fields/website-labels.ts';
import { type PreviewWord, previewWord } from '../preview/preview-words.ts';
import type { PreviewPage } from '../preview/visitor-preview.tsx';
import classes from './look.module.css';

/** A text of the pages: where it is kept, how long it may be, and what stands there without it. */
const texts = [
  { name: 'introduction', path: 'introduction', most: 500, standard: 'introduction', page: 'signIn' },
  { name: 'signUpText', path: 'look.signUpText', most: 500, standard: 'signUpLead', page: 'signUp' },
  { name: 'waitingText', path: 'look.waitingText', most: 500, standard: 'waitingText', page: 'waiting' },
  { name: 'footText', path: 'look.footText', most: 300, standard: null, page: null },
] as const satisfies readonly {
  name: string;
  path: string;
  most: number;
  standard: PreviewWord | null;
  page: PreviewPage | null;
}[];

/** How few characters are left when that is told. */
const leftTold = 60;

interface LookTextsProps {
  form: WebsiteForm;
  language: VisitorLanguage;
  onLanguage: (language: VisitorLanguage) => void;
  /** The page on which a text stands is shown while it is written. */
  onPage: (page: PreviewPage) => void;
}

/** What the owner says on the visitor pages, language by language, the website's own first. */
export function LookTexts({ form, language, onLanguage, onPage }: LookTextsProps) {
  const { t } = useTranslation();
  const company = useCompany()?.name ?? '';
  const { values } = form;
  const own = values.language;
  const languages = [own, ...visitorLanguages.filter((one) => one !== own)];
  const textOf = (name: (typeof texts)[number]['name'], of: VisitorLanguage) =>
    name === 'introduction' ? values.introduction[of] : values.look[name][of];
  const isFilled = (of: VisitorLanguage) => texts.some(({ name }) => textOf(name, of) !== '');
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label={t('look.texts.language')}
        className={classes.languages}
        value={language}
        data={languages.map((value) => ({
          value,
          label: (
            <>
              {t(`words.languages.${value}`)}
              {isFilled(value) ? (
                <span className={classes.filled} title={t('look.texts.filled')}>
                  <span className="only-heard">, {t('look.texts.filled')}</span>
                </span>
              ) : null}
            </>
          ),
        }))}
        onChange={(value) => isVisitorLanguage(value) && onLanguage(value)}
      />
      {texts.map(({ name, path, most, standard, page }) => {
        const left = most - textOf(name, language).length;
        return (
          <div key={`${name} ${language}`}>
            <Textarea
              label={t(`look.texts.${name}`)}
              description={t(`look.texts.${name}Hint`, {
                standard:
                  standard === null ? '' : previewWord(standard, language, { site: values.name, company }),
              })}
              lang={language}
              autosize
              minRows={2}
              maxRows={8}
              maxLength={most}
              autoComplete="off"
              {...form.getInputProps(`${path}.${language}`)}
              // The pages show each text as one paragraph.
              onChange={(event) =>
                form.setFieldValue(`${path}.${language}`, event.currentTarget.value.replace(/\s*\n\s*/g, ' '))
              }
              onFocus={() => page !== null && onPage(page)}
            />
            {left > leftTold ? null : (
              <Text size="xs" c="dimmed" mt={4} className="numbers" role="status">
                {t('look.texts.left', { count: left })}
              </Text>
            )}
          </div>
        );
      })}
    </Stack>
  );
}
