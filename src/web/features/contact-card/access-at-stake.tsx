import { Table, Text } from '@mantine/core';
import type { AccessAtStake } from '../../../contract/contacts.ts';
import { StatusBadge } from '../../components/status-badge.tsx';

/** Whose access hangs on a contact: who, with which address, on which website. */
export function AccessAtStakeList({ accounts, label }: { accounts: AccessAtStake[]; label: string }) {
  return (
    <Table aria-label={label} verticalSpacing={6} fz="sm">
      <Table.Tbody>
        {accounts.map(({ accountId, person, email, website, status }) => (
          <Table.Tr key={accountId}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              {person === '' ? email : person}
              {person === '' ? null : (
                <Text size="xs" c="dimmed">
                  {email}
                </Text>
              )}
            </Table.Td>
            <Table.Td>{website}</Table.Td>
            <Table.Td>
              <StatusBadge status={status} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
