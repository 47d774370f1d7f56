import { Group, Kbd, Modal, Stack, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { screens } from './screens.ts';

/** All keys, opened with `?`. */
export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const rows: [string[], string][] = [
    [[navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl', 'K'], t('shell.keyNames.palette')],
    [['/'], t('shell.keyNames.search')],
    [['↑', '↓'], t('shell.keyNames.rows')],
    [['Enter'], t('shell.keyNames.open')],
    [['Space'], t('shell.keyNames.select')],
    [['N'], t('shell.keyNames.newRow')],
    [['Esc'], t('shell.keyNames.escape')],
    [['?'], t('shell.keyNames.help')],
  ];
  return (
    <Modal opened={opened} onClose={onClose} title={t('shell.keysTitle')} size="md">
      <Stack gap="md">
        <Table withRowBorders={false} verticalSpacing={4}>
          <Table.Tbody>
            {rows.map(([keys, meaning]) => (
              <KeyRow key={meaning} keys={keys} meaning={meaning} />
            ))}
            {screens.map(({ name, key }) => (
              <KeyRow
                key={name}
                keys={['g', key]}
                meaning={`${t('shell.keyNames.go')} ${t(`shell.nav.${name}`)}`}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Stack>
    </Modal>
  );
}

function KeyRow({ keys, meaning }: { keys: readonly string[]; meaning: string }) {
  return (
    <Table.Tr>
      <Table.Td w={130}>
        <Group gap={4}>
          {keys.map((key) => (
            <Kbd key={key} size="xs">
              {key}
            </Kbd>
          ))}
        </Group>
      </Table.Td>
      <Table.Td>{meaning}</Table.Td>
    </Table.Tr>
  );
}
