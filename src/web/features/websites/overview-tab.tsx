import { Alert, Anchor, Button, Text, Title } from '@mantine/core';
import { IconArrowUp, IconDownload, IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Website } from '../../../contract/websites.ts';
import { useCompanyId } from '../../api/me.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { toastError } from '../../components/toast.tsx';
import { useRetrieve } from '../applications/retrieve.ts';
import { tellPublications, usePublish } from '../publications/use-publish.ts';
import { describeOrigin } from './describe-setting.ts';
import { ExplainVisit } from './explain-visit.tsx';
import { useIsLocked } from './licence-notice.tsx';
import { WaitingSign } from './website-signs.tsx';
import classes from './websites.module.css';

/** Get website data (R9) and Update website (R6), for this website alone. */
export function OverviewActs({ website }: { website: Website }) {
  const { t } = useTranslation();
  const retrieve = useRetrieve(website.id);
  const isLocked = useIsLocked();
  const { publish, isPublishing } = usePublish();
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} />}
        loading={retrieve.isPending}
        onClick={retrieve.start}
      >
        {t('websites.retrieve')}
      </Button>
      <Button
        // While something waits the bar below has the primary button; a website that is new has none yet.
        variant={website.lastPublishedAt === null ? 'filled' : 'default'}
        leftSection={<IconArrowUp size={16} />}
        loading={isPublishing}
        disabled={isLocked}
        onClick={() =>
          publish([website.id], {
            onSuccess: tellPublications,
            onError: (error) => toastError(error, t('websites.publish')),
          })
        }
      >
        {t('websites.publish')}
      </Button>
    </>
  );
}

/** Numbers of the website, how far gate and office are in step, and how it is set up. */
export function OverviewTab({ website }: { website: Website }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const { gate } = website;
  return (
    <>
      {gate.reachable ? null : (
        <Alert
          color="orange"
          variant="light"
          icon={<IconPlugConnectedX size={18} />}
          title={t('websites.gate.silent')}
          mb="lg"
        >
          {t('websites.gate.silentText', { name: gate.name })}
        </Alert>
      )}
      {website.lastPublishedAt === null ? (
        <Alert color="blue" variant="light" title={t('websites.overview.neverPublished')} mb="lg">
          {t('websites.overview.neverPublishedText')}
        </Alert>
      ) : null}
      <div className={classes.overview}>
        <section>
          <Title order={2}>{t('websites.overview.accounts')}</Title>
          <StatusNumbers website={website} />
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link
                {...props}
                to="/c/$companyId/accounts"
                params={{ companyId }}
                search={{ website: website.id }}
              />
            )}
          >
            {t('websites.overview.accountsLink')}
          </Anchor>
        </section>
        <Traffic website={website} />
        <Setup website={website} />
      </div>
      <ExplainVisit website={website} />
    </>
  );
}

function StatusNumbers({ website }: { website: Website }) {
  const companyId = useCompanyId();
  return (
    <div className={classes.numbers}>
      {(['approved', 'pending', 'declined', 'blocked'] as const).map((status) => (
        <Link
          key={status}
          className={classes.number}
          to="/c/$companyId/accounts"
          params={{ companyId }}
          search={{ website: website.id, status }}
        >
          <span className={classes.count}>{website.counts[status]}</span>
          <StatusBadge status={status} />
        </Link>
      ))}
    </div>
  );
}

/** What went to the gate and came from it, and what waits. */
function Traffic({ website }: { website: Website }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const waits = website.unpublishedChanges > 0 || website.settingsUnpublished;
  const { gate } = website;
  return (
    <section>
      <Title order={2}>{t('websites.overview.traffic')}</Title>
      <dl className={classes.details}>
        <Fact name={t('websites.overview.waiting')}>
          {waits ? (
            <Link
              to="/c/$companyId/update-website/{-$publicationId}"
              params={{ companyId }}
              className="quiet-link"
            >
              <WaitingSign website={website} />
            </Link>
          ) : (
            t('websites.overview.nothingWaits')
          )}
        </Fact>
        <Fact name={t('websites.overview.published')}>
          <RelativeTime at={website.lastPublishedAt} />{' '}
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link
                {...props}
                to="/c/$companyId/update-website/{-$publicationId}"
                params={{ companyId }}
                search={{ view: 'history', website: website.id }}
              />
            )}
          >
            {t('websites.overview.history')}
          </Anchor>
        </Fact>
        <Fact name={t('websites.overview.retrieved')}>
          <RelativeTime at={website.lastRetrievedAt} />
        </Fact>
        <Fact name={t('websites.overview.applications')}>
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link
                {...props}
                to="/c/$companyId/applications/{-$applicationId}"
                params={{ companyId }}
                search={{ website: website.id }}
              />
            )}
          >
            {website.openApplications}
          </Anchor>
        </Fact>
        <Fact name={t('websites.overview.gate')}>
          {gate.name}
          {gate.lastSeenAt === null ? null : (
            <>
              , {t('websites.gate.lastSeen')} <RelativeTime at={gate.lastSeenAt} />
            </>
          )}
        </Fact>
      </dl>
      {website.linkMode === 'automatic' ? (
        <Text size="sm" c="dimmed" mt="sm">
          {t('websites.overview.automaticText')}
        </Text>
      ) : null}
    </section>
  );
}

function Setup({ website }: { website: Website }) {
  const { t } = useTranslation();
  return (
    <section>
      <Title order={2}>{t('websites.overview.how')}</Title>
      <dl className={classes.details}>
        <Fact name={t('websites.fields.protection')}>
          {t(`websites.protections.${website.protection}.name`)}
          {website.paths.length === 0 ? null : `: ${website.paths.join(', ')}`}
        </Fact>
        <Fact name={t('websites.fields.policy')}>{t(`websites.policies.${website.policy}.name`)}</Fact>
        <Fact name={t('websites.fields.linkMode')}>{t(`websites.linkModes.${website.linkMode}.name`)}</Fact>
        <Fact name={t('websites.fields.origin')}>{describeOrigin(t, website.origin)}</Fact>
        <Fact name={t('websites.fields.hosts')}>{website.hosts.join(', ')}</Fact>
        <Fact name={t('websites.fields.language')}>{t(`words.languages.${website.language}`)}</Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
