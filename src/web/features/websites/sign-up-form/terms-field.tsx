import { TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isBehindSignIn } from '../../../../core/terms-page.ts';
import type { WebsiteForm } from '../fields/website-labels.ts';
import classes from './sign-up-form.module.css';

/** Where the terms of a consent are, with a warning where whoever signs up could not read them yet. */
export function TermsField({ form, index }: { form: WebsiteForm; index: number }) {
  const { t } = useTranslation();
  const { values } = form;
  const isClosed = isBehindSignIn(values, values.signUpForm.extra[index]?.link ?? '');
  return (
    <TextInput
      label={t('signUpForm.editor.link')}
      description={
        <>
          {t('signUpForm.editor.linkHint')}
          {/* There before it says something, so that it is read out when it does. */}
          <output className={classes.warning}>
            {isClosed ? (
              <>
                <IconAlertTriangle size={14} aria-hidden />
                {t(`signUpForm.editor.linkClosed.${values.protection === 'part' ? 'part' : 'whole'}`)}
              </>
            ) : null}
          </output>
        </>
      }
      placeholder="https://"
      inputMode="url"
      autoComplete="off"
      spellCheck={false}
      maxLength={500}
      {...form.getInputProps(`signUpForm.extra.${index}.link`)}
    />
  );
}
