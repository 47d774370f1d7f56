import { Anchor, Button, Group } from '@mantine/core';
import { IconInbox, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Website } from '../../../contract/websites.ts';
import type { AccountStatus } from '../../../core/status.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { DisabledSign, GateSign, WaitingSign, WebsiteAddress } from './website-signs.tsx';
import classes from './websites.module.css';

/** The websites of the company database (R16), each with its numbers and what waits. */
export function WebsitesScreen() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const websites = useQuery(api.websites.list.queryOptions({ input: { companyId } }));
  const isEmpty = websites.data?.length === 0;
  const add = (
    <Button
      leftSection={<IconPlus size={16} />}
      renderRoot={(props) => <Link {...props} to="/c/$companyId/websites/new" params={{ companyId }} />}
    >
      {t('websites.new')}
    </Button>
  );
  return (
    <Page title={t('websites.title')} actions={isEmpty ? undefined : add}>
      <Loaded query={websites}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState action={add}>{t('websites.empty')}</EmptyState>
          ) : (
            <ul className={classes.list} aria-label={t('websites.listLabel')}>
              {list.map((website) => (
                <WebsiteItem key={website.id} website={website} companyId={companyId} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}

function WebsiteItem({ website, companyId }: { website: Website; companyId: string }) {
  const { t } = useTranslation();
  const waits = website.unpublishedChanges > 0 || website.settingsUnpublished;
  return (
    <li className={classes.item}>
      <div className={classes.itemHead}>
        <Group gap="sm" align="baseline">
          <h2 className={classes.itemName}>
            <Link
              to="/c/$companyId/websites/$websiteId"
              params={{ companyId, websiteId: website.id }}
              className="quiet-link"
            >
              {website.name}
            </Link>
          </h2>
          <WebsiteAddress website={website} />
        </Group>
        <Group gap="sm">
          {website.enabled ? null : <DisabledSign />}
          <GateSign website={website} />
        </Group>
      </div>
      <ul className={classes.facts}>
        <li>{t(`websites.protections.${website.protection}.name`)}</li>
        <li>{t(`websites.policies.${website.policy}.name`)}</li>
        <li>{t(`websites.linkModes.${website.linkMode}.name`)}</li>
      </ul>
      <div className={classes.counts}>
        {shownStatuses(website).map((status) => (
          <Link
            key={status}
            to="/c/$companyId/accounts"
            params={{ companyId }}
            search={{ website: website.id, status }}
            className="quiet-link"
          >
            <StatusBadge
              status={status}
              word={`${website.counts[status]} ${t(`words.status.${status}`).toLowerCase()}`}
            />
          </Link>
        ))}
      </div>
      {waits || website.openApplications > 0 ? (
        <Group gap="lg" align="center" className={classes.waits}>
          {website.openApplications === 0 ? null : (
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
              <IconInbox size={15} aria-hidden style={{ verticalAlign: '-3px' }} />{' '}
              {t('websites.openApplications', { count: website.openApplications })}
            </Anchor>
          )}
          {waits ? (
            <Link
              to="/c/$companyId/update-website/{-$publicationId}"
              params={{ companyId }}
              className="quiet-link"
            >
              <WaitingSign website={website} />
            </Link>
          ) : null}
        </Group>
      ) : null}
    </li>
  );
}

/** The statuses that somebody has; a row of zeros says nothing. */
function shownStatuses({ counts }: Website): AccountStatus[] {
  const inOrder = ['approved', 'pending', 'declined', 'blocked'] as const satisfies readonly AccountStatus[];
  return inOrder.filter((status) => status === 'approved' || counts[status] > 0);
}
