import { Button, Text } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../../contract/publications.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { LicenceNotice, useIsLocked } from '../websites/licence-notice.tsx';
import { hasChanges } from './plan-words.ts';
import classes from './publications.module.css';
import { PublishOutcome, PublishRunning } from './publish-outcome.tsx';
import { usePublish } from './use-publish.ts';
import { ViewChoice } from './view-choice.tsx';
import { WebsitePlan } from './website-plan.tsx';

/** The plan: who gains, who loses, which mails, per website; then one button (R6, DESIGN §4). */
export function PlanView() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const isLocked = useIsLocked();
  const plans = useQuery({
    ...api.publications.plan.queryOptions({ input: { companyId } }),
    staleTime: 0,
  });
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const { publish, isPublishing, isElsewhere, progress, result, error, reset } = usePublish();
  const changed = (plans.data ?? []).filter(hasChanges);
  const chosen = changed.filter(({ website }) => !leftOut.has(website.id)).map(({ website }) => website.id);
  const choose = (websiteId: string, isChosen: boolean) =>
    setLeftOut((old) => {
      const next = new Set(old);
      if (isChosen) next.delete(websiteId);
      else next.add(websiteId);
      return next;
    });
  const button =
    changed.length === 0 ? undefined : (
      <Button
        leftSection={<IconArrowUp size={16} />}
        loading={isPublishing || isElsewhere}
        disabled={chosen.length === 0 || isLocked}
        onClick={() => publish(chosen)}
      >
        {changed.length === 1
          ? t('publications.publish')
          : t('publications.publishSome', { count: chosen.length })}
      </Button>
    );
  return (
    <Page
      title={t('publications.title')}
      description={changed.length === 0 ? undefined : t('publications.description')}
      actions={button}
    >
      <ViewChoice view="plan" />
      <LicenceNotice />
      {isPublishing || isElsewhere ? <PublishRunning progress={progress} /> : null}
      {isPublishing ? null : (
        <PublishOutcome
          result={result}
          error={error}
          onAgain={(websiteIds) => publish(websiteIds.length === 0 ? chosen : websiteIds)}
          onClose={reset}
        />
      )}
      <Loaded query={plans} rows={6}>
        {(list) => (
          <Plans
            list={list}
            leftOut={leftOut}
            onChoose={changed.length > 1 ? choose : undefined}
            isQuiet={isPublishing || result !== undefined}
          />
        )}
      </Loaded>
    </Page>
  );
}

interface PlansProps {
  list: readonly Plan[];
  leftOut: ReadonlySet<string>;
  onChoose: ((websiteId: string, chosen: boolean) => void) | undefined;
  /** What was just done is told already. */
  isQuiet: boolean;
}

function Plans({ list, leftOut, onChoose, isQuiet }: PlansProps) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const changed = list.filter(hasChanges);
  const unchanged = list.filter((plan) => !hasChanges(plan));
  if (list.length === 0) {
    return (
      <EmptyState
        action={
          <Button
            renderRoot={(props) => <Link {...props} to="/c/$companyId/websites/new" params={{ companyId }} />}
          >
            {t('publications.newWebsite')}
          </Button>
        }
      >
        {t('publications.noWebsites')}
      </EmptyState>
    );
  }
  return (
    <div className={classes.plans}>
      {changed.length === 0 && !isQuiet ? <EmptyState>{t('publications.nothing')}</EmptyState> : null}
      {changed.map((plan) => (
        <WebsitePlan
          key={plan.website.id}
          plan={plan}
          chosen={!leftOut.has(plan.website.id)}
          onChoose={onChoose === undefined ? undefined : (isChosen) => onChoose(plan.website.id, isChosen)}
        />
      ))}
      {unchanged.length === 0 ? null : (
        <Text size="sm" c="dimmed" ta={changed.length === 0 && !isQuiet ? 'center' : undefined}>
          {t('publications.unchanged')}{' '}
          {unchanged
            .map(({ website, linkMode }) =>
              linkMode === 'automatic' ? `${website.name} (${t('publications.byItself')})` : website.name,
            )
            .join(', ')}
          .
        </Text>
      )}
    </div>
  );
}
