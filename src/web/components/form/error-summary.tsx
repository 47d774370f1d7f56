import { Alert, Anchor, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractForm } from './contract-form.ts';

interface ErrorSummaryProps<Values extends Record<string, unknown>> {
  form: ContractForm<Values>;
  /** The fields' names as they stand on the screen. */
  labels: Partial<Record<string, string>>;
}

/** All that keeps a form from being saved; takes focus after a failed try, each line leads to its field. */
export function ErrorSummary<Values extends Record<string, unknown>>({
  form,
  labels,
}: ErrorSummaryProps<Values>) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const { failures } = form;
  useEffect(() => {
    if (failures > 0) box.current?.focus();
  }, [failures]);
  const errors = Object.entries(form.errors).filter(([, error]) => error !== null && error !== undefined);
  if (failures === 0 || (errors.length === 0 && form.refusal === null)) return null;
  const goTo = (field: string) => {
    const input =
      form.getInputNode(field) ?? document.querySelector<HTMLElement>(`[data-path="${CSS.escape(field)}"]`);
    input?.focus();
  };
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title={form.refusal ?? t('errors.summary')}
    >
      {errors.length === 0 ? null : (
        <List size="sm" spacing={2}>
          {errors.map(([field, error]) => (
            <List.Item key={field}>
              <Anchor
                component="button"
                type="button"
                size="sm"
                c="inherit"
                underline="always"
                onClick={() => goTo(field)}
              >
                {labels[field] ?? field}
              </Anchor>
              : {error}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
