import {
  ActionIcon,
  Button,
  Group,
  Modal,
  PasswordInput,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { email, language, requiredLine } from '../../../contract/common.ts';
import { languages } from '../../../core/language.ts';
import { api } from '../../api/client.ts';
import { useMe } from '../../api/me.ts';
import { useContractForm } from '../../components/form/contract-form.ts';
import { ErrorSummary } from '../../components/form/error-summary.tsx';
import { PasswordHint } from '../../components/form/password-hint.tsx';
import { shortestPassword } from '../../components/form/password-strength.ts';
import { Loaded } from '../../components/loading.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { toastDone, toastError } from '../../components/toast.tsx';
import { currentLanguage } from '../../i18n/i18n.ts';

const employeeForm = z.object({
  name: requiredLine(100),
  email,
  language,
  password: z.string().min(shortestPassword, { error: 'too_short' }).max(1024, { error: 'too_long' }),
});

/** Who may sign in to this company database. */
export function EmployeesSection({ companyId }: { companyId: string }) {
  const { t } = useTranslation();
  const me = useMe().employee;
  const queryClient = useQueryClient();
  const [adding, setAdding] = useState(false);
  const employees = useQuery(api.employees.list.queryOptions({ input: { companyId } }));
  const refresh = () => queryClient.invalidateQueries({ queryKey: api.employees.key() });
  const remove = useMutation(
    api.employees.remove.mutationOptions({ onSuccess: refresh, onError: (error) => toastError(error) }),
  );
  return (
    <Stack maw={860} gap="md" align="flex-start">
      <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
        {t('settings.employees.new')}
      </Button>
      <Loaded query={employees}>
        {(list) => (
          <Table.ScrollContainer minWidth={520} w="100%" scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
            <Table aria-label={t('settings.employees.label')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('settings.employees.name')}</Table.Th>
                  <Table.Th>{t('settings.employees.email')}</Table.Th>
                  <Table.Th>{t('settings.employees.role')}</Table.Th>
                  <Table.Th>{t('settings.employees.lastSeen')}</Table.Th>
                  <Table.Th w={48}>
                    <span className="only-heard">{t('words.more')}</span>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.map((person) => (
                  <Table.Tr key={person.id}>
                    <Table.Td>
                      {person.name}
                      {person.id === me.id ? (
                        <Text span c="dimmed" size="xs" ml={6}>
                          {t('settings.employees.you')}
                        </Text>
                      ) : null}
                    </Table.Td>
                    <Table.Td>{person.email}</Table.Td>
                    <Table.Td>{t(`settings.employees.roles.${person.role}`)}</Table.Td>
                    <Table.Td>
                      <RelativeTime at={person.lastSignedInAt} />
                    </Table.Td>
                    <Table.Td>
                      {person.id === me.id ? null : (
                        <ActionIcon
                          variant="subtle"
                          color="gray"
                          aria-label={t('settings.employees.remove', { name: person.name })}
                          onClick={() =>
                            remove.mutate(
                              { companyId, employeeId: person.id },
                              {
                                onSuccess: () =>
                                  toastDone(t('settings.employees.removed', { name: person.name })),
                              },
                            )
                          }
                        >
                          <IconTrash size={16} />
                        </ActionIcon>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Loaded>
      <Modal opened={adding} onClose={() => setAdding(false)} title={t('settings.employees.new')}>
        <EmployeeForm
          companyId={companyId}
          onDone={(name) => {
            setAdding(false);
            void refresh();
            toastDone(t('settings.employees.created', { name }));
          }}
        />
      </Modal>
    </Stack>
  );
}

function EmployeeForm({ companyId, onDone }: { companyId: string; onDone: (name: string) => void }) {
  const { t } = useTranslation();
  const form = useContractForm<z.input<typeof employeeForm>>(employeeForm, {
    name: '',
    email: '',
    language: currentLanguage(),
    password: '',
  });
  const create = useMutation(
    api.employees.create.mutationOptions({
      onSuccess: ({ name }) => onDone(name),
      onError: form.showRefusal,
    }),
  );
  const labels = {
    name: t('settings.employees.name'),
    email: t('settings.employees.email'),
    language: t('settings.employees.language'),
    password: t('settings.employees.password'),
  };
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => create.mutate({ companyId, ...values }), form.noteFailure)}
    >
      <Stack gap="md">
        <ErrorSummary form={form} labels={labels} />
        <TextInput label={labels.name} data-autofocus autoComplete="off" {...form.getInputProps('name')} />
        <TextInput label={labels.email} type="email" autoComplete="off" {...form.getInputProps('email')} />
        <Select
          label={labels.language}
          allowDeselect={false}
          data={languages.map((value) => ({ value, label: t(`words.languages.${value}`) }))}
          {...form.getInputProps('language')}
        />
        <div>
          <PasswordInput
            label={labels.password}
            description={t('settings.employees.passwordHint')}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
          <PasswordHint password={form.values.password} />
        </div>
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t('settings.employees.new')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
