import { type UseFormReturnType, useForm } from '@mantine/form';
import { useState } from 'react';
import type { z } from 'zod';
import { errorMessage, refusalOf } from '../../api/errors.ts';
import en from '../../i18n/en/errors.ts';
import { i18n } from '../../i18n/i18n.ts';

type FieldReason = keyof typeof en.fields;

function isFieldReason(code: string): code is FieldReason {
  return code in en.fields;
}

/** Why a field can't be taken, in words, from the contract's code. */
export function fieldReason(code: string): string {
  return i18n.t(`errors.fields.${isFieldReason(code) ? code : 'invalid'}`);
}

export interface ContractForm<Values extends Record<string, unknown>> extends UseFormReturnType<Values> {
  /** Rises with each failed try to save, so that the summary of errors takes focus anew. */
  readonly failures: number;
  /** What the API said where it concerns no field. */
  readonly refusal: string | null;
  /** To be given to `onSubmit` as its second argument. */
  readonly noteFailure: () => void;
  /** Puts an error of the API at its fields, or into the summary. */
  readonly showRefusal: (error: unknown) => void;
}

/**
 * A form whose rules are the contract's own. `path` is where the API has these values (`contact`), so that its
 * errors (`contact.email`) find their fields.
 */
export function useContractForm<Values extends Record<string, unknown>>(
  schema: z.ZodType<unknown, Values>,
  initialValues: Values,
  path = '',
): ContractForm<Values> {
  const [failures, setFailures] = useState(0);
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<Values>({
    initialValues,
    validate: (values) => {
      const result = schema.safeParse(values);
      if (result.success) return {};
      return Object.fromEntries(
        result.error.issues.map((issue) => [issue.path.join('.'), fieldReason(issue.message)]),
      );
    },
    validateInputOnBlur: false,
    clearInputErrorOnChange: true,
  });
  const ownField = (name: string) =>
    path !== '' && name.startsWith(`${path}.`) ? name.slice(path.length + 1) : name;
  return {
    ...form,
    failures,
    refusal,
    noteFailure: () => {
      setRefusal(null);
      setFailures((count) => count + 1);
    },
    showRefusal: (error) => {
      const { field, issues = [] } = refusalOf(error);
      const errors: Record<string, string> = Object.fromEntries(
        issues.map((issue) => [ownField(issue.field), fieldReason(issue.code)]),
      );
      if (field !== undefined) errors[ownField(field)] = errorMessage(error);
      form.setErrors(errors);
      setRefusal(Object.keys(errors).length === 0 ? errorMessage(error) : null);
      setFailures((count) => count + 1);
    },
  };
}
