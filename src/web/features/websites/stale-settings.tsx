import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { describeSetting } from './describe-setting.ts';
import { useWebsiteLabels } from './fields/website-labels.ts';
import { differences, type WebsiteValues } from './website-values.ts';

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
  const labels = useWebsiteLabels();
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
              {differences(theirs, mine).map((name) => (
                <Table.Tr key={name}>
                  <Table.Td>{labels[name]}</Table.Td>
                  <Table.Td>{describeSetting(t, theirs, name)}</Table.Td>
                  <Table.Td fw={600}>{describeSetting(t, mine, name)}</Table.Td>
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
