import { ActionIcon, Badge, Button, Group, Menu, Table, Text } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Contact, contactPerson } from '../../../contract/contacts.ts';
import { api, client } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { toastDone, toastError } from '../../components/toast.tsx';
import { ConfirmDelete } from './confirm-delete.tsx';
import { useShowContact } from './contact-acts.ts';
import { PersonForm } from './person-form.tsx';

export type ContactPerson = z.infer<typeof contactPerson>;

/** The people of a contact: add, edit, make inactive. */
export function PersonsTab({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const show = useShowContact();
  const [editing, setEditing] = useState<ContactPerson | 'new' | null>(null);
  const [removing, setRemoving] = useState<ContactPerson | null>(null);
  const setActive = useMutation({
    mutationFn: ({ person, active }: { person: ContactPerson; active: boolean }) =>
      client.contacts.updatePerson({
        companyId,
        contactId: contact.id,
        personId: person.id,
        person: { name: person.name, email: person.email, phone: person.phone },
        active,
        version: person.version,
      }),
    onSuccess: (saved, { person, active }) => {
      show(saved);
      const now = saved.persons.find(({ id }) => id === person.id);
      toastDone(
        t(active ? 'card.persons.activated' : 'card.persons.deactivated', { name: person.name }),
        now === undefined ? undefined : () => setActive.mutate({ person: now, active: !active }),
      );
    },
    onError: (error) => toastError(error),
  });
  const remove = useMutation(
    api.contacts.removePerson.mutationOptions({ onSuccess: show, onError: (error) => toastError(error) }),
  );
  const { persons } = contact;
  const addButton = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
      {t('card.persons.new')}
    </Button>
  );
  return (
    <>
      {persons.length === 0 ? (
        <EmptyState action={addButton}>{t('card.persons.empty')}</EmptyState>
      ) : (
        <>
          <Table.ScrollContainer minWidth={480}>
            <Table aria-label={t('card.persons.list')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('card.persons.name')}</Table.Th>
                  <Table.Th>{t('card.persons.email')}</Table.Th>
                  <Table.Th>{t('card.persons.phone')}</Table.Th>
                  <Table.Th w={44}>
                    <span className="only-heard">{t('card.actions')}</span>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {persons.map((person) => (
                  <Table.Tr key={person.id}>
                    <Table.Td>
                      <Group gap={8} wrap="nowrap">
                        <Text size="sm" fw={550} {...(person.active ? {} : { c: 'dimmed' })}>
                          {person.name}
                        </Text>
                        {person.active ? null : (
                          <Badge color="gray" size="sm">
                            {t('words.inactive')}
                          </Badge>
                        )}
                      </Group>
                    </Table.Td>
                    <Table.Td>{person.email}</Table.Td>
                    <Table.Td className="numbers">{person.phone}</Table.Td>
                    <Table.Td py={0}>
                      <Menu position="bottom-end" width={180}>
                        <Menu.Target>
                          <ActionIcon aria-label={t('card.persons.acts', { name: person.name })}>
                            <IconDots size={17} />
                          </ActionIcon>
                        </Menu.Target>
                        <Menu.Dropdown>
                          <Menu.Item onClick={() => setEditing(person)}>{t('words.edit')}</Menu.Item>
                          <Menu.Item onClick={() => setActive.mutate({ person, active: !person.active })}>
                            {t(person.active ? 'card.persons.deactivate' : 'card.persons.activate')}
                          </Menu.Item>
                          <Menu.Item c="var(--mantine-color-error)" onClick={() => setRemoving(person)}>
                            {t('words.remove')}
                          </Menu.Item>
                        </Menu.Dropdown>
                      </Menu>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <Group mt="md">{addButton}</Group>
        </>
      )}
      <ConfirmDelete
        what="person"
        name={removing?.name ?? ''}
        opened={removing !== null}
        onClose={() => setRemoving(null)}
        onConfirm={() => {
          if (removing === null) return;
          remove.mutate({ companyId, contactId: contact.id, personId: removing.id });
        }}
      />
      {editing === null ? null : (
        <PersonForm
          contact={contact}
          person={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
