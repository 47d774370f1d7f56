import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '../../../contract/contacts.ts';
import { takenOver } from '../../../core/merge-contacts.ts';
import { api } from '../../api/client.ts';
import { errorMessage } from '../../api/errors.ts';
import { useCompanyId } from '../../api/me.ts';
import { ContactSelect } from '../../components/contact-select.tsx';
import { Loaded } from '../../components/loading.tsx';
import { toastDone } from '../../components/toast.tsx';
import { AccessAtStakeList } from './access-at-stake.tsx';
import { useShowContact } from './contact-acts.ts';
import { useContactLabels } from './contact-fields.tsx';

interface MergeContactProps {
  contact: Contact;
  opened: boolean;
  onClose: () => void;
}

/** Merges a double into this contact: choose it, see what moves, and do it (case 8). */
export function MergeContact({ contact, opened, onClose }: MergeContactProps) {
  const { t } = useTranslation();
  const [doubleId, setDoubleId] = useState<string | null>(null);
  const close = () => {
    setDoubleId(null);
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={t('card.merge.title', { name: contact.name })} size={600}>
      <Stack gap="md">
        <Text size="sm">{t('card.merge.text', { number: contact.number, name: contact.name })}</Text>
        <ContactSelect
          label={t('card.merge.choose')}
          except={contact.id}
          autoFocus
          onChoose={({ id }) => setDoubleId(id)}
        />
        {doubleId === null ? null : (
          <WhatMoves key={doubleId} contact={contact} doubleId={doubleId} onDone={close} />
        )}
      </Stack>
    </Modal>
  );
}

function WhatMoves({
  contact,
  doubleId,
  onDone,
}: {
  contact: Contact;
  doubleId: string;
  onDone: () => void;
}) {
  const companyId = useCompanyId();
  const double = useQuery(api.contacts.get.queryOptions({ input: { companyId, contactId: doubleId } }));
  return (
    <Loaded query={double} rows={4}>
      {(loaded) => <MergeForm contact={contact} double={loaded} onDone={onDone} />}
    </Loaded>
  );
}

function MergeForm({ contact, double, onDone }: { contact: Contact; double: Contact; onDone: () => void }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const labels = useContactLabels();
  const show = useShowContact();
  const moving = useQuery(
    api.contacts.accessAtStake.queryOptions({ input: { companyId, contactId: double.id } }),
  );
  const merge = useMutation(
    api.contacts.merge.mutationOptions({
      onSuccess: (saved) => {
        show(saved);
        toastDone(t('card.merge.done', { double: double.name, name: saved.name }));
        onDone();
      },
    }),
  );
  const filled = Object.entries(takenOver(contact, double).fields);
  const doubleName = `${double.number} ${double.name}`;
  return (
    <>
      {merge.isError ? (
        <Alert color="red" role="alert">
          {errorMessage(merge.error)}
        </Alert>
      ) : null}
      <List size="sm" spacing={6}>
        <List.Item>{t('card.merge.goes', { double: doubleName })}</List.Item>
        {double.persons.length === 0 ? null : (
          <List.Item>{t('card.merge.persons', { count: double.persons.length })}</List.Item>
        )}
        {filled.map(([field, value]) => (
          <List.Item key={field}>
            {t('card.merge.fills', { field: labels[field as keyof typeof labels], value })}
          </List.Item>
        ))}
        <List.Item>{t('card.merge.noMail')}</List.Item>
      </List>
      <Loaded query={moving} rows={2}>
        {(accounts) =>
          accounts.length === 0 ? null : (
            <div>
              <Text size="sm" fw={550}>
                {t('card.merge.access', { count: accounts.length })}
              </Text>
              <AccessAtStakeList
                accounts={accounts}
                label={t('card.merge.access', { count: accounts.length })}
              />
            </div>
          )
        }
      </Loaded>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onDone}>
          {t('words.cancel')}
        </Button>
        <Button
          loading={merge.isPending}
          onClick={() =>
            merge.mutate({
              companyId,
              contactId: contact.id,
              version: contact.version,
              doubleId: double.id,
              doubleVersion: double.version,
            })
          }
        >
          {t('card.merge.confirm')}
        </Button>
      </Group>
    </>
  );
}
