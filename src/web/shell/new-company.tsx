import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { errorMessage } from '../api/errors.ts';
import { meQuery } from '../api/me.ts';
import { fieldReason } from '../components/form/contract-form.ts';
import { currentLanguage } from '../i18n/i18n.ts';

/** Makes another company database: an empty one, or the sample to try things out (R16). */
export function NewCompany({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [kind, setKind] = useState<'own' | 'sample'>('own');
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const create = useMutation(
    api.companies.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
        onClose();
        await navigate({ to: '/c/$companyId', params: { companyId: id } });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isMissing = kind === 'own' && name.trim() === '';
    setMissing(isMissing);
    if (isMissing) return;
    create.mutate(kind === 'sample' ? { kind } : { kind, name, language: currentLanguage() });
  };
  const refused = create.isError ? errorMessage(create.error) : null;
  return (
    <Modal opened={opened} onClose={onClose} title={t('shell.newCompanyTitle')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Radio.Group
            value={kind}
            onChange={(value) => setKind(value === 'sample' ? 'sample' : 'own')}
            aria-label={t('shell.company')}
          >
            <Stack gap="xs">
              <Radio value="own" label={t('shell.newCompanyOwn')} />
              <Radio value="sample" label={t('shell.newCompanySample')} />
            </Stack>
          </Radio.Group>
          {kind === 'own' ? (
            <TextInput
              label={t('shell.companyName')}
              value={name}
              data-autofocus
              error={missing ? fieldReason('required') : refused}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          ) : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('words.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t('shell.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
