import { Button, Code, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { language, requiredLine } from '../../../contract/common.ts';
import type { Company } from '../../../contract/companies.ts';
import { languages } from '../../../core/language.ts';
import { api } from '../../api/client.ts';
import { meQuery } from '../../api/me.ts';
import { useContractForm } from '../../components/form/contract-form.ts';
import { ErrorSummary } from '../../components/form/error-summary.tsx';
import { Loaded } from '../../components/loading.tsx';
import { toastDone } from '../../components/toast.tsx';

const companyForm = z.object({
  name: requiredLine(200),
  language,
  nextContactNumber: z
    .number({ error: 'number' })
    .int({ error: 'number' })
    .min(1, { error: 'number' })
    .max(999_999_999, { error: 'too_long' }),
});

/** Name, language and numbering of the company database. */
export function CompanySection({ companyId }: { companyId: string }) {
  const company = useQuery(api.companies.get.queryOptions({ input: { companyId } }));
  return <Loaded query={company}>{(data) => <CompanyForm key={data.version} company={data} />}</Loaded>;
}

function CompanyForm({ company }: { company: Company }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const form = useContractForm<z.input<typeof companyForm>>(companyForm, {
    name: company.name,
    language: company.language,
    nextContactNumber: company.nextContactNumber,
  });
  const save = useMutation(
    api.companies.update.mutationOptions({
      onSuccess: async (saved) => {
        queryClient.setQueryData(api.companies.get.queryKey({ input: { companyId: company.id } }), saved);
        await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
        toastDone(t('settings.company.saved'));
      },
      onError: form.showRefusal,
    }),
  );
  const labels = {
    name: t('settings.company.name'),
    language: t('settings.company.language'),
    nextContactNumber: t('settings.company.nextNumber'),
  };
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) => save.mutate({ companyId: company.id, version: company.version, ...values }),
        form.noteFailure,
      )}
    >
      <Stack maw={520} gap="md">
        <ErrorSummary form={form} labels={labels} />
        <TextInput label={labels.name} autoComplete="organization" {...form.getInputProps('name')} />
        <Select
          label={labels.language}
          description={t('settings.company.languageHint')}
          allowDeselect={false}
          data={languages.map((value) => ({ value, label: t(`words.languages.${value}`) }))}
          {...form.getInputProps('language')}
        />
        <NumberInput
          label={labels.nextContactNumber}
          description={t('settings.company.nextNumberHint')}
          min={1}
          allowDecimal={false}
          allowNegative={false}
          w={200}
          {...form.getInputProps('nextContactNumber')}
        />
        <div>
          <Text size="sm" fw={500}>
            {t('settings.company.code')}
          </Text>
          <Text size="xs" c="dimmed" mb={4}>
            {t('settings.company.codeHint')}
          </Text>
          <Code fz="sm">{company.code}</Code>
        </div>
        <Group>
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {t('words.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
