import { Button, Group, Menu, Modal, Stack, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { toastError } from '../../components/toast.tsx';

/** Import all (R11), and then the way to Update website. */
export function ImportAll() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const queryClient = useQueryClient();
  const { website } = useSearch({ from: '/c/$companyId/applications/{-$applicationId}' });
  const importAll = useMutation(
    api.applications.importAll.mutationOptions({
      onError: (error) => toastError(error, t('applications.importAll')),
      onSettled: () => queryClient.invalidateQueries(),
    }),
  );
  const start = (approve: boolean) =>
    importAll.mutate({ companyId, approve, ...(website === undefined ? {} : { websiteId: website }) });
  const result = importAll.data;
  return (
    <>
      <Menu position="bottom-end" width={300}>
        <Menu.Target>
          <Button
            variant="default"
            loading={importAll.isPending}
            rightSection={<IconChevronDown size={14} />}
          >
            {t('applications.importAll')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label style={{ whiteSpace: 'normal' }}>{t('applications.importAllText')}</Menu.Label>
          <Menu.Item onClick={() => start(true)}>{t('applications.importAllApprove')}</Menu.Item>
          <Menu.Item onClick={() => start(false)}>{t('applications.importAllKeep')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={result !== undefined}
        onClose={importAll.reset}
        title={t('applications.imported', { count: result?.imported ?? 0 })}
      >
        {result === undefined ? null : (
          <Stack gap="sm">
            {result.imported === 0 ? null : (
              <Text size="sm">
                {t('applications.importedDetail', { created: result.created, linked: result.linked })}
              </Text>
            )}
            {result.left === 0 ? null : (
              <Text size="sm">{t('applications.importedLeft', { count: result.left })}</Text>
            )}
            {result.unpublishedChanges === 0 ? null : (
              <>
                <Text fw={600}>{t('applications.updateNow')}</Text>
                <Text size="sm">{t('applications.updateNowText', { count: result.unpublishedChanges })}</Text>
              </>
            )}
            <Group justify="flex-end" mt="xs">
              <Button variant="default" onClick={importAll.reset}>
                {t(result.unpublishedChanges === 0 ? 'words.close' : 'applications.later')}
              </Button>
              {result.unpublishedChanges === 0 ? null : (
                <Button
                  renderRoot={(props) => (
                    <Link
                      {...props}
                      to="/c/$companyId/update-website/{-$publicationId}"
                      params={{ companyId }}
                    />
                  )}
                >
                  {t('applications.updateNowAct')}
                </Button>
              )}
            </Group>
          </Stack>
        )}
      </Modal>
    </>
  );
}
