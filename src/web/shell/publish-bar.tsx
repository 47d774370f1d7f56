import { Button, Progress } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useMatchRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { useCompanyId } from '../api/me.ts';
import classes from './publish-bar.module.css';
import { usePublishChanges } from './publish-changes.ts';

/** Websites that publish by themselves do so within this time; only what stays longer is worth a bar. */
const patienceMs = 1500;

/** Stays at the bottom while changes wait for Update website (R6). */
export function PublishBar() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const matchRoute = useMatchRoute();
  const counters = useQuery(api.companies.counters.queryOptions({ input: { companyId } })).data;
  const count = counters?.unpublishedChanges ?? 0;
  const [lasting] = useDebouncedValue(count > 0, patienceMs);
  const { publish, isPublishing, progress } = usePublishChanges();
  const isOnScreen = matchRoute({ to: '/c/$companyId/update-website/{-$publicationId}' }) !== false;
  if (isOnScreen || (!isPublishing && (count === 0 || !lasting))) return null;
  const hasNumbers = progress !== undefined && progress.total > 0;
  return (
    <section className={classes.bar} aria-label={t('shell.nav.publish')}>
      <IconArrowUp size={17} className={classes.sign} aria-hidden />
      <output className={classes.text}>
        {isPublishing
          ? hasNumbers
            ? t('shell.publishBar.publishingNumbers', progress)
            : t('shell.publishBar.publishing')
          : t('shell.publishBar.waiting', { count })}
      </output>
      {isPublishing ? (
        <Progress
          value={hasNumbers ? (100 * progress.done) / progress.total : 100}
          animated={!hasNumbers}
          w={160}
          aria-label={t('shell.publishBar.publishing')}
        />
      ) : (
        <>
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => (
              <Link {...props} to="/c/$companyId/update-website/{-$publicationId}" params={{ companyId }} />
            )}
          >
            {t('shell.publishBar.view')}
          </Button>
          <Button size="xs" onClick={publish}>
            {t('shell.publishBar.publish')}
          </Button>
        </>
      )}
    </section>
  );
}
