import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Contact, contactPersonInput } from '../../../contract/contacts.ts';
import { client } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { useContractForm } from '../../components/form/contract-form.ts';
import { ErrorSummary } from '../../components/form/error-summary.tsx';
import { toastDone } from '../../components/toast.tsx';
import { useShowContact } from './contact-acts.ts';
import type { ContactPerson } from './persons-tab.tsx';

interface PersonFormProps {
  contact: Contact;
  /** Null makes a new one. */
  person: ContactPerson | null;
  onClose: () => void;
}

/** Adds or edits a contact person. */
export function PersonForm({ contact, person, onClose }: PersonFormProps) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const show = useShowContact();
  const form = useContractForm(
    contactPersonInput,
    { name: person?.name ?? '', email: person?.email ?? '', phone: person?.phone ?? '' },
    'person',
  );
  const labels = {
    name: t('card.persons.name'),
    email: t('card.persons.email'),
    phone: t('card.persons.phone'),
  };
  const save = useMutation({
    mutationFn: (typed: { name: string; email: string; phone: string }) => {
      const of = { companyId, contactId: contact.id, person: contactPersonInput.parse(typed) };
      return person === null
        ? client.contacts.addPerson(of)
        : client.contacts.updatePerson({
            ...of,
            personId: person.id,
            active: person.active,
            version: person.version,
          });
    },
    onSuccess: (saved, { name }) => {
      show(saved);
      toastDone(t('card.persons.saved', { name }));
      onClose();
    },
    onError: form.showRefusal,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(person === null ? 'card.persons.newTitle' : 'card.persons.editTitle')}
    >
      <form onSubmit={form.onSubmit((typed) => save.mutate(typed), form.noteFailure)} noValidate>
        <Stack gap="sm">
          <ErrorSummary form={form} labels={labels} />
          <TextInput label={labels.name} data-autofocus autoComplete="off" {...form.getInputProps('name')} />
          <TextInput label={labels.email} type="email" autoComplete="off" {...form.getInputProps('email')} />
          <TextInput label={labels.phone} type="tel" autoComplete="off" {...form.getInputProps('phone')} />
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('words.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('words.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
