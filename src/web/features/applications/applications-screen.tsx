import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { ApplicationDetail } from './application-detail.tsx';
import { ApplicationList } from './application-list.tsx';
import classes from './applications.module.css';
import { ImportAll } from './import-all.tsx';
import { useRetrieve } from './retrieve.ts';

/** What visitors left on the websites (R9): the list at the left, the comparison with the register at the right (R11). */
export function ApplicationsScreen() {
  const { t } = useTranslation();
  const { applicationId } = useParams({ from: '/c/$companyId/applications/{-$applicationId}' });
  const isWide = useMediaQuery('(min-width: 1200px)', true, { getInitialValueInEffect: false });
  const retrieve = useRetrieve();
  if (applicationId !== undefined && !isWide)
    return <ApplicationDetail key={applicationId} id={applicationId} />;
  const acts = (
    <>
      <ImportAll />
      <Button
        // Beside an open application its decision is the primary button.
        variant={applicationId === undefined ? 'filled' : 'default'}
        leftSection={<IconDownload size={16} />}
        loading={retrieve.isPending}
        onClick={retrieve.start}
      >
        {t('applications.retrieve')}
      </Button>
    </>
  );
  return (
    <Page title={t('applications.title')} fill actions={acts}>
      <div className={classes.inbox}>
        <ApplicationList openId={applicationId} />
        {isWide ? (
          <div className={classes.detail}>
            {applicationId === undefined ? (
              <EmptyState>{t('applications.choose')}</EmptyState>
            ) : (
              <ApplicationDetail key={applicationId} id={applicationId} />
            )}
          </div>
        ) : null}
      </div>
    </Page>
  );
}
