import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { contactType } from '../../../contract/contacts.ts';
import { useContactLabels } from './contact-fields.tsx';
import { type ContactValueName, type ContactValues, differences } from './contact-values.ts';

interface StaleNoticeProps {
  /** What the API said: who changed it, and when. */
  message: string;
  theirs: ContactValues;
  mine: ContactValues;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}

/** Two staff changed the same contact: shows both, nothing is overwritten until one decides (case 33). */
export function StaleNotice({ message, theirs, mine, onTakeTheirs, onKeepMine }: StaleNoticeProps) {
  const { t } = useTranslation();
  const labels = useContactLabels();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const show = (values: ContactValues, name: ContactValueName) => {
    const value = values[name];
    if (typeof value === 'string') return value === '' ? t('card.empty') : value;
    return value.map((type) => t(`words.contactTypes.${contactType.parse(type)}`)).join(', ');
  };
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="alert"
      color="yellow"
      icon={<IconUsers size={18} />}
      title={t('card.staleTitle')}
    >
      <Stack gap="sm">
        <Text size="sm">{message}</Text>
        <Text size="sm">{t('card.staleText')}</Text>
        <Table.ScrollContainer minWidth={360}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('card.staleField')}</Table.Th>
                <Table.Th>{t('card.staleTheirs')}</Table.Th>
                <Table.Th>{t('card.staleMine')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {differences(theirs, mine).map((name) => (
                <Table.Tr key={name}>
                  <Table.Td>{labels[name]}</Table.Td>
                  <Table.Td>{show(theirs, name)}</Table.Td>
                  <Table.Td fw={600}>{show(mine, name)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={onTakeTheirs}>
            {t('card.staleTakeTheirs')}
          </Button>
          <Button size="xs" variant="default" onClick={onKeepMine}>
            {t('card.staleKeepMine')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
