import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { choosableFields, fieldNeed } from '../../../../contract/website-settings.ts';
import type { WebsiteForm } from '../fields/website-labels.ts';
import classes from './sign-up-form.module.css';

/** Each usual detail: not asked, optional or required. */
export function StandardFields({ form }: { form: WebsiteForm }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.standard}>
      {choosableFields.map((name) => (
        <li key={name}>
          <span className={classes.standardName}>{t(`applications.fields.${name}`)}</span>
          <SegmentedControl
            size="xs"
            aria-label={t(`applications.fields.${name}`)}
            value={form.values.signUpForm.standard[name]}
            data={fieldNeed.options.map((value) => ({
              value,
              label: t(`signUpForm.standard.needs.${value}`),
            }))}
            onChange={(value) => {
              const need = fieldNeed.options.find((one) => one === value);
              if (need !== undefined) form.setFieldValue(`signUpForm.standard.${name}`, need);
            }}
          />
        </li>
      ))}
    </ul>
  );
}
