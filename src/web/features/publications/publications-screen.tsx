import { useMediaQuery } from '@mantine/hooks';
import { useParams, useSearch } from '@tanstack/react-router';
import { HistoryList } from './history-list.tsx';
import { PlanView } from './plan-view.tsx';
import { PublicationDetail } from './publication-detail.tsx';
import classes from './publications.module.css';

/** Update website: what waits, and the history with each update beside it on wide screens. */
export function PublicationsScreen() {
  const { publicationId } = useParams({ from: '/c/$companyId/update-website/{-$publicationId}' });
  const { view } = useSearch({ from: '/c/$companyId/update-website/{-$publicationId}' });
  const isWide = useMediaQuery('(min-width: 1200px)', true, { getInitialValueInEffect: false });
  if (publicationId === undefined) return view === 'history' ? <HistoryList /> : <PlanView />;
  const detail = <PublicationDetail key={publicationId} publicationId={publicationId} />;
  if (!isWide) return detail;
  return (
    <div className={classes.beside}>
      <div>
        <HistoryList openId={publicationId} />
      </div>
      <div className={classes.detail}>{detail}</div>
    </div>
  );
}
