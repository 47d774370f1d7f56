import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../../contract/publications.ts';
import { useCompanyId } from '../../api/me.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import classes from './publications.module.css';

export type PlanLine = Plan['lines'][number];
const shownAtFirst = 8;

interface PlanLinesProps {
  lines: readonly PlanLine[];
  /** All there are; only the first come with the plan. */
  total: number;
  /** Stands at the right of a line: its mail. */
  aside?: (line: PlanLine) => ReactNode;
  /** Stands below the name: what changes. */
  below?: (line: PlanLine) => ReactNode;
}

/** Names with what becomes of each; the first few, and all at a click. */
export function PlanLines({ lines, total, aside, below }: PlanLinesProps) {
  const { t } = useTranslation();
  const [showAll, setShowAll] = useState(false);
  const shown = showAll ? lines : lines.slice(0, shownAtFirst);
  const left = total - shown.length;
  return (
    <>
      <ul className={classes.lines}>
        {shown.map((line) => (
          <li key={`${line.accountId} ${line.to.email}`}>
            <div className={classes.lineTop}>
              <LineName line={line} />
              {aside?.(line)}
            </div>
            <div className={classes.lineBelow}>
              {line.contact === null ? null : (
                <Text size="sm" c="dimmed" className="one-line">
                  {line.email}
                </Text>
              )}
              {below?.(line)}
              <Text size="xs" c="dimmed">
                {line.changedBy === '' ? null : `${line.changedBy}, `}
                <RelativeTime at={line.changedAt} />
              </Text>
            </div>
          </li>
        ))}
      </ul>
      {left <= 0 ? null : shown.length < lines.length ? (
        <Anchor component="button" type="button" size="sm" mt={4} onClick={() => setShowAll(true)}>
          {t('publications.showAll', { count: lines.length })}
        </Anchor>
      ) : (
        <Text size="sm" c="dimmed" mt={4}>
          {t('publications.more', { count: left })}
        </Text>
      )}
    </>
  );
}

function LineName({ line }: { line: PlanLine }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const { contact, email, accountId } = line;
  if (contact === null) {
    return (
      <span className="one-line" title={t('publications.applicant')}>
        <b style={{ fontWeight: 550 }}>{email}</b>
      </span>
    );
  }
  return (
    <Link
      to="/c/$companyId/contacts/$contactId"
      params={{ companyId, contactId: contact.id }}
      search={{ tab: 'settings', access: accountId }}
      className="quiet-link one-line"
      title={contact.name}
    >
      <b style={{ fontWeight: 550 }}>{contact.name}</b> <span className="numbers">{contact.number}</span>
    </Link>
  );
}
