import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { describeDifferences } from './describe-setting.ts';
import { useSettingLabels } from './fields/setting-labels.ts';
import type { WebsiteValues } from './website-values.ts';

interface StaleSettingsProps {
  /** What the API said: who changed it, and when. */
  message: string;
  theirs: WebsiteValues;
  mine: WebsiteValues;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}

/** Two staff changed the same settings: shows both, nothing is overwritten until one decides (case 33). */
export function StaleSettings({ message, theirs, mine, onTakeTheirs, onKeepMine }: StaleSettingsProps) {
  const { t } = useTranslation();
  const labels = useSettingLabels(mine);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="alert"
      color="yellow"
      icon={<IconUsers size={18} />}
      title={t('websites.stale.title')}
    >
      <Stack gap="sm">
        <Text size="sm">
          {message} {t('websites.stale.text')}
        </Text>
        <Table.ScrollContainer minWidth={360}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('websites.stale.field')}</Table.Th>
                <Table.Th>{t('websites.stale.theirs')}</Table.Th>
                <Table.Th>{t('websites.stale.mine')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {describeDifferences(t, theirs, mine).map((difference) => (
                <Table.Tr key={difference.name}>
                  <Table.Td>{labels[difference.name] ?? difference.name}</Table.Td>
                  <Table.Td>{difference.theirs}</Table.Td>
                  <Table.Td fw={600}>{difference.mine}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={onTakeTheirs}>
            {t('websites.stale.takeTheirs')}
          </Button>
          <Button size="xs" variant="default" onClick={onKeepMine}>
            {t('websites.stale.keepMine')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
