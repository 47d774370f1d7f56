import {
  Anchor,
  Button,
  PasswordInput,
  Radio,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { email, language, requiredLine } from '../../../contract/common.ts';
import { isLanguage, languages } from '../../../core/language.ts';
import { api } from '../../api/client.ts';
import { meQuery } from '../../api/me.ts';
import { queryClient } from '../../api/query-client.ts';
import { useContractForm } from '../../components/form/contract-form.ts';
import { ErrorSummary } from '../../components/form/error-summary.tsx';
import { PasswordHint } from '../../components/form/password-hint.tsx';
import { shortestPassword } from '../../components/form/password-strength.ts';
import { Loaded } from '../../components/loading.tsx';
import { currentLanguage, showLanguage } from '../../i18n/i18n.ts';
import { EntryFrame } from '../sign-in/entry-frame.tsx';

const setupForm = z
  .object({
    name: requiredLine(100),
    email,
    password: z.string().min(shortestPassword, { error: 'too_short' }).max(1024, { error: 'too_long' }),
    language,
    begin: z.enum(['own', 'sample']),
    companyName: z.string().trim().max(200, { error: 'too_long' }),
  })
  .refine(({ begin, companyName }) => begin === 'sample' || companyName !== '', {
    path: ['companyName'],
    error: 'required',
  });

/** The wizard behind the one-time link of the first start (R18). */
export function SetupScreen() {
  const { t } = useTranslation();
  const { token = '' } = useSearch({ from: '/setup' });
  const status = useQuery(api.setup.status.queryOptions({ input: { token } }));
  return (
    <EntryFrame title={t('entry.setupTitle')} description={t('entry.setupText')}>
      <Loaded query={status}>
        {({ tokenValid }) =>
          tokenValid ? (
            <SetupForm token={token} />
          ) : (
            <Stack>
              <Text>{token === '' ? t('entry.setupMissing') : t('entry.setupUsed')}</Text>
              <Anchor renderRoot={(props) => <Link {...props} to="/sign-in" />}>{t('entry.toSignIn')}</Anchor>
            </Stack>
          )
        }
      </Loaded>
    </EntryFrame>
  );
}

function SetupForm({ token }: { token: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const form = useContractForm<z.input<typeof setupForm>>(setupForm, {
    name: '',
    email: '',
    password: '',
    language: currentLanguage(),
    begin: 'own',
    companyName: '',
  });
  const complete = useMutation(
    api.setup.complete.mutationOptions({
      onSuccess: async (me) => {
        queryClient.setQueryData(meQuery.queryKey, me);
        await navigate({ to: '/' });
      },
      onError: form.showRefusal,
    }),
  );
  const save = ({ begin, companyName, ...person }: z.input<typeof setupForm>) =>
    complete.mutate({
      ...person,
      token,
      company: begin === 'sample' ? { kind: 'sample' } : { kind: 'own', name: companyName },
    });
  const labels = {
    name: t('entry.name'),
    email: t('entry.email'),
    password: t('entry.password'),
    companyName: t('entry.companyName'),
  };
  return (
    <form onSubmit={form.onSubmit(save, form.noteFailure)} noValidate>
      <Stack gap="md">
        <ErrorSummary form={form} labels={labels} />
        <TextInput label={labels.name} autoComplete="name" autoFocus {...form.getInputProps('name')} />
        <TextInput
          label={labels.email}
          type="email"
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        <div>
          <PasswordInput
            label={labels.password}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
          <PasswordHint password={form.values.password} />
        </div>
        <div>
          <Text size="sm" fw={500} mb={4}>
            {t('entry.language')}
          </Text>
          <SegmentedControl
            aria-label={t('entry.language')}
            value={form.values.language}
            data={languages.map((value) => ({ value, label: t(`words.languages.${value}`) }))}
            onChange={(value) => {
              if (!isLanguage(value)) return;
              form.setFieldValue('language', value);
              void showLanguage(value);
            }}
          />
        </div>
        <Radio.Group label={t('entry.company')} {...form.getInputProps('begin')}>
          <Stack gap="xs" mt={4}>
            <Radio value="own" label={t('entry.own')} description={t('entry.ownText')} />
            <Radio value="sample" label={t('entry.sample')} description={t('entry.sampleText')} />
          </Stack>
        </Radio.Group>
        {form.values.begin === 'own' ? (
          <TextInput
            label={labels.companyName}
            autoComplete="organization"
            {...form.getInputProps('companyName')}
          />
        ) : null}
        <Button type="submit" loading={complete.isPending}>
          {t('entry.finish')}
        </Button>
      </Stack>
    </form>
  );
}
