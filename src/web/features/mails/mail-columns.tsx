import { Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { Mail } from '../../../contract/mails.ts';
import type { Column } from '../../components/data-table/column.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { MailState } from './mail-state.tsx';

/** Columns of the list of mails. */
export function mailColumns(t: TFunction, companyId: string): Column<Mail>[] {
  const subject: Column<Mail> = {
    id: 'subject',
    header: t('mails.columns.subject'),
    always: true,
    cell: (mail) => <MailSubject mail={mail} companyId={companyId} />,
  };
  const state: Column<Mail> = {
    id: 'state',
    header: t('mails.columns.state'),
    width: 120,
    cell: (mail) => <MailState state={mail.state} />,
  };
  const at: Column<Mail> = {
    id: 'at',
    header: t('mails.columns.at'),
    width: 150,
    cell: (mail) => <RelativeTime at={mail.createdAt} />,
  };
  return [
    { id: 'to', header: t('mails.columns.to'), cell: (mail) => mail.to },
    subject,
    {
      id: 'event',
      header: t('mails.columns.event'),
      width: 220,
      cell: (mail) => t(`words.mailEvents.${mail.event}`),
    },
    { id: 'website', header: t('mails.columns.website'), width: 140, cell: (mail) => mail.website.name },
    state,
    at,
  ];
}

function MailSubject({ mail, companyId }: { mail: Mail; companyId: string }) {
  return (
    <Link
      to="/c/$companyId/mail/{-$mailId}"
      params={{ companyId, mailId: mail.id }}
      search={true}
      tabIndex={-1}
      className="quiet-link one-line"
      style={{ fontWeight: 550 }}
    >
      {mail.subject}
    </Link>
  );
}

/** A mail in two lines, for phones. */
export function MailCardRow({ mail, companyId }: { mail: Mail; companyId: string }) {
  return (
    <div>
      <MailSubject mail={mail} companyId={companyId} />
      <Group gap={8} wrap="nowrap" justify="space-between">
        <Text size="sm" c="dimmed" className="one-line">
          {mail.to}
        </Text>
        <MailState state={mail.state} />
      </Group>
    </div>
  );
}
