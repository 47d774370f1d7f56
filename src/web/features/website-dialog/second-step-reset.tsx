import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../contract/accounts.ts';
import type { Contact } from '../../../contract/contacts.ts';
import { api } from '../../api/client.ts';
import { errorMessage } from '../../api/errors.ts';
import { useCompanyId } from '../../api/me.ts';
import { toastDone } from '../../components/toast.tsx';
import classes from './website-dialog.module.css';

interface SecondStepResetProps {
  contact: Contact;
  account: Account;
  onDone: () => void;
}

/**
 * Takes the second step from somebody who lost it: says what that means and for which websites, and asks to be sure of who
 * is asking, with the number of the register. What went wrong stays on the screen, with the way to try again.
 */
export function SecondStepReset({ contact, account, onDone }: SecondStepResetProps) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const queryClient = useQueryClient();
  // The gate knows the address that was published; a correction of it may still wait.
  const email = account.published?.email ?? account.email;
  const website = account.website.name;
  const person = contact.persons.find(({ id }) => id === account.person?.id);
  const phone = person?.phone || contact.phone;
  const reset = useMutation(
    api.accounts.resetSecondStep.mutationOptions({
      onSuccess: (answer) => {
        toastDone(t(answer.reset ? 'access.secondStep.done' : 'access.secondStep.nothing', { email }));
        onDone();
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: api.contacts.timeline.key() }),
    }),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    if (!reset.isPending) onDone();
  };
  const title = t('access.secondStep.title', { email });
  return (
    <section className={classes.below} aria-label={title}>
      <Title order={3}>{title}</Title>
      <Stack gap="xs" mt="sm">
        {reset.isError ? (
          <Alert color="red" role="alert">
            {errorMessage(reset.error)}
          </Alert>
        ) : null}
        <Text size="sm">{t('access.secondStep.what')}</Text>
        <Text size="sm">{t('access.secondStep.where', { website })}</Text>
        <Text size="sm" fw={600}>
          {t('access.secondStep.who')}
        </Text>
        {phone === '' ? null : <Text size="sm">{t('access.secondStep.phone', { phone })}</Text>}
      </Stack>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" autoFocus disabled={reset.isPending} onClick={onDone} onKeyDown={onKeyDown}>
          {t('words.cancel')}
        </Button>
        <Button
          color="red"
          loading={reset.isPending}
          onKeyDown={onKeyDown}
          onClick={() => reset.mutate({ companyId, accountId: account.id })}
        >
          {t('access.secondStep.confirm')}
        </Button>
      </Group>
    </section>
  );
}
