import { Badge, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { ContactRow } from '../../../contract/contacts.ts';
import type { Column } from '../../components/data-table/column.ts';
import { StatusBadge } from '../../components/status-badge.tsx';

/** Columns of the list of contacts; `compact` is what fits beside an open card. */
export function contactColumns(t: TFunction, companyId: string, compact: boolean): Column<ContactRow>[] {
  const all: Column<ContactRow>[] = [
    {
      id: 'number',
      header: t(compact ? 'contacts.number' : 'words.fields.number'),
      width: compact ? 84 : 124,
      sort: 'number',
      cell: (row) => row.number,
    },
    {
      id: 'name',
      header: t('words.fields.name'),
      sort: 'name',
      always: true,
      cell: (row) => <ContactName row={row} companyId={companyId} inactive={t('words.inactive')} />,
    },
    { id: 'town', header: t('words.fields.town'), width: 130, sort: 'town', cell: (row) => row.town },
  ];
  if (compact) return all;
  return [
    ...all,
    { id: 'email', header: t('words.fields.email'), width: 190, cell: (row) => row.email },
    { id: 'phone', header: t('words.fields.phone'), width: 124, cell: (row) => row.phone },
    {
      id: 'types',
      header: t('words.fields.types'),
      width: 124,
      cell: (row) => row.types.map((type) => t(`words.contactTypes.${type}`)).join(', '),
    },
    {
      id: 'priceGroup',
      header: t('words.fields.priceGroup'),
      width: 120,
      hidden: true,
      cell: (row) => row.priceGroup,
    },
    { id: 'accounts', header: t('words.fields.accounts'), width: 150, cell: (row) => <Accounts row={row} /> },
    {
      id: 'active',
      header: t('words.fields.active'),
      width: 90,
      hidden: true,
      cell: (row) => t(row.active ? 'words.active' : 'words.inactive'),
    },
  ];
}

function ContactName({ row, companyId, inactive }: { row: ContactRow; companyId: string; inactive: string }) {
  return (
    <Group gap={8} wrap="nowrap">
      <Link
        to="/c/$companyId/contacts/$contactId"
        params={{ companyId, contactId: row.id }}
        search={true}
        tabIndex={-1}
        className="quiet-link one-line"
        style={{ fontWeight: 500 }}
      >
        {row.name}
      </Link>
      {row.active ? null : (
        <Badge color="gray" size="sm" style={{ flex: 'none' }}>
          {inactive}
        </Badge>
      )}
    </Group>
  );
}

/** The websites of a contact: the first with its status, the number of others. */
function Accounts({ row }: { row: ContactRow }) {
  const [first, ...others] = row.accounts;
  if (first === undefined)
    return (
      <Text size="sm" c="dimmed" component="span">
        –
      </Text>
    );
  return (
    <span title={row.accounts.map(({ website }) => website).join(', ')}>
      <StatusBadge status={first.status} word={first.website} />{' '}
      {others.length === 0 ? null : `+${others.length}`}
    </span>
  );
}

/** A contact in two lines, for phones. */
export function ContactCardRow({
  row,
  companyId,
  inactive,
}: {
  row: ContactRow;
  companyId: string;
  inactive: string;
}) {
  return (
    <div>
      <ContactName row={row} companyId={companyId} inactive={inactive} />
      <Text size="sm" c="dimmed" className="one-line">
        {[row.number, row.town, row.email].filter((part) => part !== '').join(' · ')}
      </Text>
    </div>
  );
}
