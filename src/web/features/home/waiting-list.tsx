import { Anchor, Group, Text, Title } from '@mantine/core';
import { IconArrowUp, IconInbox, IconMailX, IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Home } from '../../../contract/companies.ts';
import { useCompanyId } from '../../api/me.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import classes from './home.module.css';

/** What waits for staff, oldest first: troubles, applications, changes to publish. */
export function WaitingList({ home }: { home: Home }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const { counters, waiting } = home;
  const silent = home.gates.filter(({ reachable }) => !reachable);
  const nothing = waiting.length + silent.length + counters.failedMails + counters.unpublishedChanges === 0;
  return (
    <section aria-labelledby="home-waits">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="home-waits">
          {t('home.waits')}
        </Title>
        {counters.applications > waiting.length ? (
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link {...props} to="/c/$companyId/applications/{-$applicationId}" params={{ companyId }} />
            )}
          >
            {t('home.seeAll', { count: counters.applications })}
          </Anchor>
        ) : null}
      </Group>
      {nothing ? (
        <Text c="dimmed">{t('home.nothingWaits')}</Text>
      ) : (
        <ul className={classes.list}>
          {silent.map((gate) => (
            <li key={gate.name}>
              <div className={classes.row}>
                <IconPlugConnectedX size={17} color="var(--gh-red)" aria-hidden />
                <span className={classes.main}>{t('home.gateSilent', { name: gate.name })}</span>
                <span className={classes.aside}>
                  <RelativeTime at={gate.lastSeenAt} />
                </span>
              </div>
            </li>
          ))}
          {counters.failedMails === 0 ? null : (
            <li>
              <Link
                className={classes.row}
                to="/c/$companyId/mail/{-$mailId}"
                params={{ companyId }}
                search={{ state: 'failed' }}
              >
                <IconMailX size={17} color="var(--gh-red)" aria-hidden />
                <span className={classes.main}>{t('home.failedMails', { count: counters.failedMails })}</span>
              </Link>
            </li>
          )}
          {waiting.map((application) => (
            <li key={application.id}>
              <Link
                className={classes.row}
                to="/c/$companyId/applications/{-$applicationId}"
                params={{ companyId, applicationId: application.id }}
              >
                <IconInbox size={17} color="var(--gh-amber)" aria-hidden />
                <span className={classes.main}>
                  <strong>{application.name}</strong> → {application.website}
                </span>
                <Text span size="sm" c="dimmed" visibleFrom="xs">
                  {t(`home.kinds.${application.kind}`)}
                </Text>
                <span className={classes.aside}>
                  <RelativeTime at={application.receivedAt} />
                </span>
              </Link>
            </li>
          ))}
          {counters.unpublishedChanges === 0 ? null : (
            <li>
              <Link
                className={classes.row}
                to="/c/$companyId/update-website/{-$publicationId}"
                params={{ companyId }}
              >
                <IconArrowUp size={17} color="var(--gh-blue)" aria-hidden />
                <span className={classes.main}>
                  {t('home.unpublished', { count: counters.unpublishedChanges })}
                </span>
              </Link>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}
