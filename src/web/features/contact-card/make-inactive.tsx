import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Contact } from '../../../contract/contacts.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { Loaded } from '../../components/loading.tsx';
import { AccessAtStakeList } from './access-at-stake.tsx';

interface MakeInactiveProps {
  contact: Contact;
  opened: boolean;
  onClose: () => void;
  onConfirm: () => void;
}

/** Says whose access closes with a contact, colleagues included, before it is made inactive (case 9). */
export function MakeInactive({ contact, opened, onClose, onConfirm }: MakeInactiveProps) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const atStake = useQuery({
    ...api.contacts.accessAtStake.queryOptions({ input: { companyId, contactId: contact.id } }),
    enabled: opened,
  });
  const { name } = contact;
  return (
    <Modal opened={opened} onClose={onClose} title={t('card.inactive.title', { name })} size={560}>
      <Stack gap="md">
        <Loaded query={atStake} rows={3}>
          {(accounts) => (
            <>
              <Text size="sm">{t('card.inactive.text', { count: accounts.length })}</Text>
              <AccessAtStakeList accounts={accounts} label={t('card.inactive.list')} />
            </>
          )}
        </Loaded>
        <Text size="sm" c="dimmed">
          {t('card.inactive.noMail')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('words.cancel')}
          </Button>
          <Button
            color="red"
            onClick={() => {
              onClose();
              onConfirm();
            }}
          >
            {t('card.makeInactive')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
