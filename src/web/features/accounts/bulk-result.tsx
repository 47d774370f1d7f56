import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './accounts.module.css';
import type { StatusResult } from './use-set-status.ts';

/** What could not be changed, each with the reason. */
export function BulkResult({ result, onClose }: { result: StatusResult | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { changed = [], refused = [] } = result ?? {};
  return (
    <Modal
      opened={result !== null}
      onClose={onClose}
      size={560}
      title={t('accounts.bulk.resultTitle', { count: changed.length })}
    >
      <Stack gap="sm">
        <Text size="sm">{t('accounts.bulk.refused', { count: refused.length })}</Text>
        <ul className={classes.refused}>
          {refused.map(({ account, message }, index) => (
            <li key={account?.id ?? index}>
              <Text size="sm" fw={550}>
                {account === undefined
                  ? '–'
                  : t('accounts.accountOf', { name: account.contact.name, website: account.website.name })}
              </Text>
              <Text size="sm">{message}</Text>
            </li>
          ))}
        </ul>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('words.close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
