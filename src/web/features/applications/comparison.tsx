import { SegmentedControl, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import {
  type ApplicationData,
  applicationFields,
  type comparisonLine,
} from '../../../contract/applications.ts';
import classes from './applications.module.css';

type Line = z.infer<typeof comparisonLine>;
type Field = Line['field'];
/** What staff chose, per field. */
export type Overwrite = Partial<Record<Field, boolean>>;

/** What was typed against the register, field by field; where they differ, staff choose (R11). */
export function Comparison({
  lines,
  overwrite,
  onChange,
}: {
  lines: readonly Line[];
  overwrite: readonly Field[];
  onChange: (field: Field, takeOver: boolean) => void;
}) {
  const { t } = useTranslation();
  const shown = lines.filter(({ typed, register }) => typed !== '' || register !== '');
  return (
    <table className={classes.comparison} aria-label={t('applications.compareLabel')}>
      <thead>
        <tr>
          <th scope="col">
            <span className="only-heard">{t('applications.field')}</span>
          </th>
          <th scope="col">{t('applications.typed')}</th>
          <th scope="col">{t('applications.register')}</th>
          <th scope="col">{t('applications.takeOver')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ field, typed, register, state }) => {
          const name = t(`applications.fields.${field}`);
          return (
            <tr key={field} data-state={state}>
              <td>{name}</td>
              <td data-label={t('applications.typed')}>
                {typed === '' ? t('applications.nothingTyped') : typed}
              </td>
              <td data-label={t('applications.register')}>
                {register === '' ? t('applications.nothingTyped') : register}
              </td>
              <td>
                {state === 'same' || typed === '' ? (
                  <Text size="sm" c="dimmed">
                    {state === 'same' ? t('applications.same') : ''}
                  </Text>
                ) : (
                  <SegmentedControl
                    size="xs"
                    aria-label={t('applications.takeOverField', { field: name })}
                    value={overwrite.includes(field) ? 'yes' : 'no'}
                    data={[
                      { value: 'yes', label: t('applications.yes') },
                      { value: 'no', label: t('applications.no') },
                    ]}
                    onChange={(value) => onChange(field, value === 'yes')}
                  />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What was typed, where there is nothing to compare it with. */
export function TypedDetails({ data }: { data: ApplicationData }) {
  const { t } = useTranslation();
  return (
    <table className={classes.comparison} aria-label={t('applications.details')}>
      <tbody>
        {applicationFields
          .filter((field) => data[field] !== '')
          .map((field) => (
            <tr key={field}>
              <td style={{ width: 180 }}>{t(`applications.fields.${field}`)}</td>
              <td>{data[field]}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
