import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { errorMessage } from '../../api/errors.ts';
import { meQuery } from '../../api/me.ts';
import { queryClient } from '../../api/query-client.ts';
import { showLanguage } from '../../i18n/i18n.ts';
import { EntryFrame } from './entry-frame.tsx';

/** Sign-in of staff; leads back to the address that was asked for. */
export function SignInScreen() {
  const { t } = useTranslation();
  const router = useRouter();
  const { next } = useSearch({ from: '/sign-in' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const refusal = useRef<HTMLDivElement>(null);
  const setup = useQuery(api.setup.status.queryOptions({ input: {} })).data;
  const signIn = useMutation(
    api.session.signIn.mutationOptions({
      onSuccess: async (me) => {
        queryClient.clear();
        queryClient.setQueryData(meQuery.queryKey, me);
        await showLanguage(me.employee.language);
        // Only a path of our own: an address of somebody else's is no place to go after signing in.
        const isOwnPath = next !== undefined && /^\/(?![/\\])/.test(next);
        router.history.push(isOwnPath ? next : '/');
      },
    }),
  );
  useEffect(() => {
    if (signIn.isError) refusal.current?.focus();
  }, [signIn.isError]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ email, password });
  };
  return (
    <EntryFrame title={t('entry.signInTitle')}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {setup?.needed === true ? <Alert color="blue">{t('entry.setupNeeded')}</Alert> : null}
          {signIn.isError ? (
            <Alert ref={refusal} tabIndex={-1} color="red" role="alert">
              {errorMessage(signIn.error)}
            </Alert>
          ) : null}
          <TextInput
            label={t('entry.email')}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('entry.password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" fullWidth loading={signIn.isPending}>
            {t('entry.signIn')}
          </Button>
          <Text size="xs" c="dimmed">
            {t('entry.forgotten')}
          </Text>
        </Stack>
      </form>
    </EntryFrame>
  );
}
