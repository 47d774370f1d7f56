import { useTranslation } from 'react-i18next';
import { type approvalPolicies, linkModes, type protections } from '../../../../core/website.ts';
import { ChoiceCards } from './choice-cards.tsx';
import { LinesField } from './lines-field.tsx';
import { useWebsiteLabels, type WebsiteForm } from './website-labels.ts';

interface FieldProps {
  form: WebsiteForm;
  /** A heading says it already. */
  hideLabel?: boolean;
}

/** How much of the website is closed, and which parts (R12). */
export function ProtectionField({ form, hideLabel = false }: FieldProps) {
  const { t } = useTranslation();
  const labels = useWebsiteLabels();
  const { protection, paths } = form.values;
  const pathsField = (hint: string, placeholder: string) => (
    <LinesField
      label={labels.paths}
      description={hint}
      placeholder={placeholder}
      path="paths"
      value={paths}
      onChange={(lines) => {
        form.setFieldValue('paths', lines);
        form.clearFieldError('paths');
      }}
      error={form.errors.paths ?? form.errors['paths.0']}
    />
  );
  return (
    <ChoiceCards
      label={labels.protection}
      hideLabel={hideLabel}
      value={protection}
      onChange={(value) => form.setFieldValue('protection', value)}
      choices={(
        ['whole', 'part', 'voluntary', 'none'] as const satisfies readonly (typeof protections)[number][]
      ).map((value) => ({
        value,
        name: t(`websites.protections.${value}.name`),
        text: t(`websites.protections.${value}.text`),
        ...(value === 'part' ? { detail: pathsField(t('websites.hints.pathsPart'), '/shop') } : {}),
        ...(value === 'voluntary'
          ? { detail: pathsField(t('websites.hints.pathsVoluntary'), '/checkout') }
          : {}),
      }))}
    />
  );
}

const policiesInOrder = [
  'manual',
  'known',
  'automatic',
  'owner_only',
] as const satisfies readonly (typeof approvalPolicies)[number][];

/** Who gets in after registering (R4). */
export function PolicyField({ form, hideLabel = false }: FieldProps) {
  const { t } = useTranslation();
  const labels = useWebsiteLabels();
  return (
    <ChoiceCards
      label={labels.policy}
      hideLabel={hideLabel}
      value={form.values.policy}
      onChange={(value) => form.setFieldValue('policy', value)}
      choices={policiesInOrder.map((value) => ({
        value,
        name: t(`websites.policies.${value}.name`),
        text: t(`websites.policies.${value}.text`),
      }))}
    />
  );
}

/** Whether changes go to the website by themselves. */
export function LinkModeField({ form, hideLabel = false }: FieldProps) {
  const { t } = useTranslation();
  const labels = useWebsiteLabels();
  return (
    <ChoiceCards
      label={labels.linkMode}
      hideLabel={hideLabel}
      value={form.values.linkMode}
      onChange={(value) => form.setFieldValue('linkMode', value)}
      choices={linkModes.map((value) => ({
        value,
        name: t(`websites.linkModes.${value}.name`),
        text: t(`websites.linkModes.${value}.text`),
      }))}
    />
  );
}
