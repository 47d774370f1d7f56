import { Badge, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { Account } from '../../../contract/accounts.ts';
import type { Column } from '../../components/data-table/column.ts';
import { exactDate, RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';

/** Columns of the list of website accounts. */
export function accountColumns(t: TFunction, companyId: string): Column<Account>[] {
  return [
    {
      id: 'contact',
      header: t('accounts.columns.contact'),
      always: true,
      cell: (row) => <ContactName row={row} companyId={companyId} inactive={t('accounts.inactiveContact')} />,
    },
    {
      id: 'number',
      header: t('accounts.columns.number'),
      width: 120,
      hidden: true,
      cell: (row) => row.contact.number,
    },
    {
      id: 'person',
      header: t('accounts.columns.person'),
      width: 170,
      hidden: true,
      cell: (row) => row.person?.name ?? '',
    },
    { id: 'website', header: t('accounts.columns.website'), width: 150, cell: (row) => row.website.name },
    { id: 'email', header: t('accounts.columns.email'), cell: (row) => row.email },
    {
      id: 'status',
      header: t('accounts.columns.status'),
      width: 230,
      cell: (row) => <StatusBadge status={row.ending ? 'ended' : row.status} waiting={row.unpublished} />,
    },
    {
      id: 'lastIn',
      header: t('accounts.columns.lastIn'),
      width: 160,
      cell: (row) => <RelativeTime at={row.lastSignedInAt} empty="–" />,
    },
    {
      id: 'validUntil',
      header: t('accounts.columns.validUntil'),
      width: 110,
      hidden: true,
      cell: (row) => (row.validUntil === null ? '' : exactDate(lastDayOf(row.validUntil))),
    },
    {
      id: 'reason',
      header: t('accounts.columns.reason'),
      width: 180,
      hidden: true,
      cell: (row) => row.reason,
    },
    {
      id: 'origin',
      header: t('accounts.columns.origin'),
      width: 110,
      hidden: true,
      cell: (row) => t(`accounts.origins.${row.origin}`),
    },
    {
      id: 'created',
      header: t('accounts.columns.created'),
      width: 110,
      hidden: true,
      cell: (row) => exactDate(row.createdAt),
    },
  ];
}

/** The last day on which it is valid; the API gives the moment after it. */
export function lastDayOf(validUntil: string): string {
  return new Date(new Date(validUntil).getTime() - 1).toISOString();
}

function ContactName({ row, companyId, inactive }: { row: Account; companyId: string; inactive: string }) {
  const { contact } = row;
  return (
    <Group gap={8} wrap="nowrap" miw={0}>
      <Link
        to="/c/$companyId/contacts/$contactId"
        params={{ companyId, contactId: contact.id }}
        search={{ tab: 'settings', access: row.id }}
        tabIndex={-1}
        className="quiet-link one-line"
        style={{ fontWeight: 550 }}
      >
        {contact.name}
      </Link>
      {contact.active ? null : (
        <Badge color="gray" size="sm" style={{ flex: 'none' }}>
          {inactive}
        </Badge>
      )}
    </Group>
  );
}

/** An account in two lines, for phones. */
export function AccountCardRow({
  row,
  companyId,
  inactive,
}: {
  row: Account;
  companyId: string;
  inactive: string;
}) {
  return (
    <div>
      <Group gap={8} wrap="nowrap" justify="space-between">
        <ContactName row={row} companyId={companyId} inactive={inactive} />
        <div style={{ flex: 'none' }}>
          <StatusBadge status={row.ending ? 'ended' : row.status} waiting={row.unpublished} />
        </div>
      </Group>
      <Text size="sm" c="dimmed" className="one-line">
        {row.website.name} · {row.email}
      </Text>
    </div>
  );
}
