import { Button, Group, List, Modal, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Website } from '../../../contract/websites.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { toastDone, toastError } from '../../components/toast.tsx';

interface RemoveWebsiteProps {
  website: Website;
  opened: boolean;
  onClose: () => void;
}

/** Says whom the removal of a website touches, and removes it. */
export function RemoveWebsite({ website, opened, onClose }: RemoveWebsiteProps) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { name, counts, openApplications } = website;
  const remove = useMutation(
    api.websites.remove.mutationOptions({
      onSuccess: async () => {
        toastDone(t('websites.remove.done', { name }));
        await navigate({ to: '/c/$companyId/websites', params: { companyId } });
        void queryClient.invalidateQueries();
      },
      onError: (error) => toastError(error, t('websites.remove.title', { name })),
    }),
  );
  const takesEffect =
    website.lastPublishedAt === null ? 'unpublished' : website.linkMode === 'manual' ? 'waits' : 'soon';
  return (
    <Modal opened={opened} onClose={onClose} title={t('websites.remove.title', { name })} size={520}>
      <Stack gap="md">
        <List size="sm" spacing={6}>
          <List.Item>
            <b>{t('websites.remove.loses', { count: counts.approved, name })}</b>{' '}
            {t(`websites.remove.${takesEffect}`)}
          </List.Item>
          {openApplications === 0 ? null : (
            <List.Item>{t('websites.remove.applications', { count: openApplications })}</List.Item>
          )}
          <List.Item>{t('websites.remove.noMail')}</List.Item>
          {website.origin.kind === 'forward_auth' ? (
            <List.Item>{t('websites.remove.pages')}</List.Item>
          ) : null}
        </List>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('words.cancel')}
          </Button>
          <Button
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate({ companyId, websiteId: website.id })}
          >
            {t('websites.remove.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
