import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Publication } from '../../../contract/publications.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { toastDone, toastError } from '../../components/toast.tsx';
import { useIsLocked } from '../websites/licence-notice.tsx';

/** Takes an update back by a new one, after saying what that does to whom (DESIGN §4). */
export function RollBack({ publication }: { publication: Publication }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const isLocked = useIsLocked();
  const [asking, setAsking] = useState(false);
  const { website, gains, loses, changesAddress, other } = publication;
  const others = changesAddress + other;
  const rollBack = useMutation(
    api.publications.rollBack.mutationOptions({
      onSuccess: (made) => {
        setAsking(false);
        if (made.state === 'failed') {
          toastError(made.failure ?? '', t('publications.failedTitle', { website: website.name }));
        } else {
          toastDone(t('publications.rollBack.done', { website: website.name }));
        }
        void navigate({
          to: '/c/$companyId/update-website/{-$publicationId}',
          params: { companyId, publicationId: made.id },
          search: (old) => ({ ...old, view: 'history' }),
        });
      },
      onError: (error) => toastError(error, t('publications.rollBack.title', { website: website.name })),
      onSettled: () => queryClient.invalidateQueries(),
    }),
  );
  if (!publication.canRollBack) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconArrowBackUp size={16} />}
        disabled={isLocked}
        onClick={() => setAsking(true)}
      >
        {t('publications.rollBack.act')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('publications.rollBack.title', { website: website.name })}
        size={540}
      >
        <Stack gap="md">
          <Text size="sm">{t('publications.rollBack.text')}</Text>
          <List size="sm" spacing={6}>
            {gains === 0 ? null : (
              <List.Item fw={550}>{t('publications.rollBack.loses', { count: gains })}</List.Item>
            )}
            {loses === 0 ? null : (
              <List.Item fw={550}>{t('publications.rollBack.gains', { count: loses })}</List.Item>
            )}
            {others === 0 ? null : (
              <List.Item fw={550}>{t('publications.rollBack.others', { count: others })}</List.Item>
            )}
            <List.Item>{t('publications.rollBack.mails')}</List.Item>
            <List.Item>{t('publications.rollBack.newer')}</List.Item>
            <List.Item>{t('publications.rollBack.settings')}</List.Item>
          </List>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
              {t('words.cancel')}
            </Button>
            <Button
              color="red"
              loading={rollBack.isPending}
              onClick={() => rollBack.mutate({ companyId, publicationId: publication.id })}
            >
              {t('publications.rollBack.confirm')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
