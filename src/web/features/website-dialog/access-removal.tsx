import { Alert, Button, Group, Title } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../contract/accounts.ts';
import type { Contact } from '../../../contract/contacts.ts';
import { errorMessage } from '../../api/errors.ts';
import type { useAccessActs } from './access-acts.ts';
import { RemovalPreview } from './change-preview.tsx';
import classes from './website-dialog.module.css';

interface AccessRemovalProps {
  contact: Contact;
  account: Account;
  acts: ReturnType<typeof useAccessActs>;
  onDone: () => void;
}

/** Removes access: says whom it touches and which mail goes out; afterwards it can be undone. */
export function AccessRemoval({ contact, account, acts, onDone }: AccessRemovalProps) {
  const { t } = useTranslation();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onDone();
  };
  return (
    <section
      className={classes.below}
      aria-label={t('access.removeTitle', { website: account.website.name })}
    >
      <Title order={3}>
        {t('access.removeTitle', { website: account.website.name })} · {account.email}
      </Title>
      {acts.remove.isError ? (
        <Alert color="red" role="alert" mt="sm">
          {errorMessage(acts.remove.error)}
        </Alert>
      ) : null}
      <RemovalPreview contactId={contact.id} account={account} />
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onDone} onKeyDown={onKeyDown}>
          {t('words.cancel')}
        </Button>
        <Button
          color="red"
          autoFocus
          onKeyDown={onKeyDown}
          loading={acts.remove.isPending}
          onClick={() =>
            acts.remove.mutate(account, { onSuccess: onDone, onError: () => void acts.refresh() })
          }
        >
          {t('access.removeConfirm')}
        </Button>
      </Group>
    </section>
  );
}
