import { Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { Publication } from '../../../contract/publications.ts';
import type { Column } from '../../components/data-table/column.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { tookWords } from './plan-words.ts';
import { PublicationState } from './publication-state.tsx';

/** Columns of the history; `compact` is what fits beside an open update. */
export function historyColumns(t: TFunction, companyId: string, compact: boolean): Column<Publication>[] {
  const website: Column<Publication> = {
    id: 'website',
    header: t('publications.columns.website'),
    always: true,
    cell: (row) => <WebsiteName row={row} companyId={companyId} />,
  };
  const at: Column<Publication> = {
    id: 'at',
    header: t('publications.columns.at'),
    width: 150,
    cell: (row) => <RelativeTime at={row.startedAt} />,
  };
  const state: Column<Publication> = {
    id: 'state',
    header: t('publications.columns.state'),
    width: 120,
    cell: (row) => <PublicationState state={row.state} />,
  };
  if (compact) return [website, at, state];
  const number = (id: 'gains' | 'loses' | 'mails', width: number): Column<Publication> => ({
    id,
    header: t(`publications.columns.${id}`),
    width,
    align: 'right',
    cell: (row) => row[id],
  });
  return [
    website,
    at,
    { id: 'by', header: t('publications.columns.by'), cell: (row) => row.by },
    {
      id: 'mode',
      header: t('publications.columns.mode'),
      width: 150,
      cell: (row) => t(`publications.modes.${row.mode}`),
    },
    state,
    number('gains', 120),
    number('loses', 130),
    number('mails', 80),
    {
      id: 'duration',
      header: t('publications.columns.duration'),
      width: 90,
      align: 'right',
      cell: (row) => (row.durationMs === null ? '–' : tookWords(t, row)),
    },
  ];
}

function WebsiteName({ row, companyId }: { row: Publication; companyId: string }) {
  return (
    <Link
      to="/c/$companyId/update-website/{-$publicationId}"
      params={{ companyId, publicationId: row.id }}
      search={true}
      tabIndex={-1}
      className="quiet-link one-line"
      style={{ fontWeight: 550 }}
    >
      {row.website.name}
    </Link>
  );
}

/** An update in two lines, for phones. */
export function HistoryCardRow({ row, companyId, t }: { row: Publication; companyId: string; t: TFunction }) {
  return (
    <div>
      <Group gap={8} wrap="nowrap" justify="space-between">
        <WebsiteName row={row} companyId={companyId} />
        <PublicationState state={row.state} />
      </Group>
      <Text size="sm" c="dimmed" className="one-line">
        <RelativeTime at={row.startedAt} /> ·{' '}
        {[
          t('publications.doneGains', { count: row.gains }),
          t('publications.doneLoses', { count: row.loses }),
          t('publications.mails', { count: row.mails }),
        ].join(', ')}
      </Text>
    </div>
  );
}
