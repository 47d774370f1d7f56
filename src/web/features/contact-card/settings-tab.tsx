import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconWorld } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '../../../contract/contacts.ts';
import { useCompanyId } from '../../api/me.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { accessQuery, prefetchAccess } from '../website-dialog/access-queries.ts';
import { WebsiteDialog } from '../website-dialog/website-dialog.tsx';

/** The tab with the button Website (R2). All that the dialog shows is fetched as soon as the tab is open. */
export function SettingsTab({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const { access } = useSearch({ from: '/c/$companyId/contacts/$contactId' });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  useEffect(() => prefetchAccess(queryClient, companyId, contact.id), [queryClient, companyId, contact.id]);
  const accounts = useQuery(accessQuery(companyId, contact.id)).data;
  const setDialog = (open: string | undefined) =>
    void navigate({
      to: '.',
      search: (old) => ({ ...old, tab: 'settings', access: open }),
      replace: open === undefined,
    });
  return (
    <Stack gap="sm" align="flex-start">
      <div>
        <Title order={2}>{t('card.settings.access')}</Title>
        <Text size="sm" c="dimmed">
          {t('card.settings.accessText')}
        </Text>
      </div>
      {accounts === undefined ? null : accounts.length === 0 ? (
        <Text size="sm">{t('card.settings.none')}</Text>
      ) : (
        <Stack gap={6}>
          {accounts.map((account) => (
            <Group key={account.id} gap="sm">
              <Text size="sm" fw={550}>
                {account.website.name}
              </Text>
              <Text size="sm" c="dimmed">
                {account.email}
              </Text>
              <StatusBadge status={account.ending ? 'ended' : account.status} waiting={account.unpublished} />
            </Group>
          ))}
        </Stack>
      )}
      <Button leftSection={<IconWorld size={17} />} onClick={() => setDialog('list')} mt={4}>
        {t('card.settings.website')}
      </Button>
      {access === undefined ? null : (
        <WebsiteDialog contact={contact} begin={access} onClose={() => setDialog(undefined)} />
      )}
    </Stack>
  );
}
