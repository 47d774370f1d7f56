import { Alert, Button, Group, Modal, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { errorMessage } from '../api/errors.ts';
import { PasswordHint } from '../components/form/password-hint.tsx';
import { toastDone } from '../components/toast.tsx';

/** Changes the password of whoever is signed in. */
export function ChangePassword({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const close = () => {
    setCurrent('');
    setNext('');
    change.reset();
    onClose();
  };
  const change = useMutation(
    api.session.changePassword.mutationOptions({
      onSuccess: () => {
        toastDone(t('shell.passwordChanged'));
        close();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ current, next });
  };
  return (
    <Modal opened={opened} onClose={close} title={t('shell.passwordTitle')}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {change.isError ? (
            <Alert color="red" role="alert">
              {errorMessage(change.error)}
            </Alert>
          ) : null}
          <PasswordInput
            label={t('shell.passwordCurrent')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            data-autofocus
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <div>
            <PasswordInput
              label={t('shell.passwordNew')}
              autoComplete="new-password"
              required
              withAsterisk={false}
              minLength={10}
              value={next}
              onChange={(event) => setNext(event.currentTarget.value)}
            />
            <PasswordHint password={next} />
          </div>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('words.cancel')}
            </Button>
            <Button type="submit" loading={change.isPending}>
              {t('words.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
