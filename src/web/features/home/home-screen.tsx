import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Home } from '../../../contract/companies.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { Loaded } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { Guide, isGuideDone } from './guide.tsx';
import classes from './home.module.css';
import { WaitingList } from './waiting-list.tsx';

/** The charts are large and not what one comes for first, so they come after the rest. */
const Charts = lazy(async () => ({ default: (await import('./charts.tsx')).Charts }));

/** What waits, oldest first; two small charts; nothing else (LOOK). While one begins, the guide (R18). */
export function HomeScreen() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const home = useQuery(api.companies.home.queryOptions({ input: { companyId } }));
  return (
    <Page title={t('home.title')}>
      <Loaded query={home} rows={8}>
        {(loaded) => <HomeContent home={loaded} />}
      </Loaded>
    </Page>
  );
}

function HomeContent({ home }: { home: Home }) {
  const isBeginning = !isGuideDone(home);
  const hasHistory =
    home.signIns.length > 0 || home.weeks.some((week) => week.applications + week.approvals > 0);
  return (
    <Stack gap="lg" maw={1100}>
      {isBeginning ? <Guide home={home} /> : null}
      {home.contacts === 0 && home.websites === 0 ? null : <WaitingList home={home} />}
      {hasHistory ? (
        <Suspense fallback={<div className={classes.chartsRoom} />}>
          <Charts home={home} />
        </Suspense>
      ) : null}
    </Stack>
  );
}
