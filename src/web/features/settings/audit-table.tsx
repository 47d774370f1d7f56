import { Anchor, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuditEvent } from '../../../contract/companies.ts';
import { actionWords } from '../../components/action-words.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { isSecurityEvent, securityAct, securityDetails } from '../../components/security-words.ts';
import classes from './audit-section.module.css';
import { auditField, auditValue, isWorthTelling } from './audit-words.ts';

interface AuditTableProps {
  events: readonly AuditEvent[];
  /** Shows what one person did. */
  onPerson: (name: string) => void;
}

/** Who did what, when, and what was before and after. */
export function AuditTable({ events, onPerson }: AuditTableProps) {
  const { t } = useTranslation();
  return (
    <Table aria-label={t('settings.audit.label')} verticalSpacing={6} className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={150}>{t('settings.audit.at')}</Table.Th>
          <Table.Th w={210}>{t('settings.audit.who')}</Table.Th>
          <Table.Th w={240}>{t('settings.audit.what')}</Table.Th>
          <Table.Th w={240}>{t('settings.audit.subject')}</Table.Th>
          <Table.Th>{t('settings.audit.change')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {events.map((event) => (
          <Table.Tr key={event.id} className={classes.row}>
            <Table.Td>
              <RelativeTime at={event.at} />
            </Table.Td>
            <Table.Td>
              <Anchor
                component="button"
                type="button"
                size="sm"
                c="inherit"
                className={classes.person}
                title={t('settings.audit.onlyPerson', { name: event.actor.name })}
                onClick={() => onPerson(event.actor.name)}
              >
                {event.actor.name}
              </Anchor>
              {event.actor.kind === 'staff' ? null : (
                <Text size="xs" c="dimmed">
                  {t(`settings.audit.actors.${event.actor.kind}`)}
                </Text>
              )}
            </Table.Td>
            <Table.Td>
              {isSecurityEvent(event) ? securityAct(t, event) : actionWords(t, event.action)}
            </Table.Td>
            <Table.Td>{event.subject.name}</Table.Td>
            <Table.Td>
              {isSecurityEvent(event) ? (
                <Text span size="sm" c="dimmed">
                  {securityDetails(t, event).join(' · ')}
                </Text>
              ) : (
                <Changes event={event} />
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Changes that are shown at once; a new record has many. */
const atOnce = 5;

/** Each value that changed, before and after; of something new only what was filled in. */
function Changes({ event: { before, after } }: { event: AuditEvent }) {
  const { t } = useTranslation();
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
    .filter(isWorthTelling)
    .filter((name) => (before !== null && name in before) || isFilled(after?.[name]));
  const lines = names.map((name) => (
    <li key={name}>
      <Text span size="xs" c="dimmed">
        {auditField(t, name)}:
      </Text>{' '}
      {before === null || !(name in before) ? null : <s>{auditValue(t, name, before[name])}</s>}{' '}
      {after === null || !(name in after) ? null : auditValue(t, name, after[name])}
    </li>
  ));
  if (lines.length <= atOnce + 1) return <ul className={classes.changes}>{lines}</ul>;
  return (
    <>
      <ul className={classes.changes}>{lines.slice(0, atOnce)}</ul>
      <details className={classes.others}>
        <summary>{t('settings.audit.others', { count: lines.length - atOnce })}</summary>
        <ul className={classes.changes}>{lines.slice(atOnce)}</ul>
      </details>
    </>
  );
}

function isFilled(value: unknown): boolean {
  return (
    value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
  );
}
