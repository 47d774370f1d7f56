import { Alert, Anchor, Button, Progress, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconArrowLeft, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Plan, Publication, planLine } from '../../../contract/publications.ts';
import { api } from '../../api/client.ts';
import { isNotFound } from '../../api/errors.ts';
import { useCompanyId } from '../../api/me.ts';
import { Loaded } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { exactTime } from '../../components/relative-time.tsx';
import { NotFoundScreen } from '../../shell/route-states.tsx';
import { PlanLines } from './plan-lines.tsx';
import { tookWords } from './plan-words.ts';
import { PublicationState } from './publication-state.tsx';
import classes from './publications.module.css';
import { RollBack } from './roll-back.tsx';
import { Change } from './website-plan.tsx';

type Detailed = Publication & { lines: z.infer<typeof planLine>[] };
const askAgainMs = 700;

/** One update of a website: how it went, whom it touched, and the way back. */
export function PublicationDetail({ publicationId }: { publicationId: string }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const publication = useQuery({
    ...api.publications.get.queryOptions({ input: { companyId, publicationId } }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? askAgainMs : false),
  });
  if (publication.isError && isNotFound(publication.error)) return <NotFoundScreen />;
  const link = (look: object) => (
    <Link
      {...look}
      to="/c/$companyId/update-website/{-$publicationId}"
      params={{ companyId }}
      search={(old) => ({ ...old, view: 'history' })}
    />
  );
  return (
    <Loaded query={publication} rows={6}>
      {(data) => (
        <Page
          title={t('publications.detail.title', {
            website: data.website.name,
            at: exactTime(data.startedAt),
          })}
          above={
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconArrowLeft size={16} />}
              hiddenFrom="lg"
              renderRoot={link}
            >
              {t('publications.back')}
            </Button>
          }
          actions={
            <>
              <RollBack publication={data} />
              <Button
                variant="subtle"
                color="gray"
                px={8}
                visibleFrom="lg"
                aria-label={t('publications.close')}
                renderRoot={link}
              >
                <IconX size={16} aria-hidden />
              </Button>
            </>
          }
        >
          <Stack gap="lg">
            <Facts publication={data} />
            {data.failure === null ? null : (
              <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />}>
                {data.failure}
              </Alert>
            )}
            {data.state === 'running' ? <Running publication={data} /> : null}
            <Lines publication={data} />
          </Stack>
        </Page>
      )}
    </Loaded>
  );
}

function Facts({ publication }: { publication: Publication }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const { rollsBack } = publication;
  return (
    <dl className={classes.facts}>
      <dt>{t('publications.columns.state')}</dt>
      <dd>
        <PublicationState state={publication.state} />{' '}
        {publication.durationMs === null ? null : (
          <Text span c="dimmed">
            {tookWords(t, publication)}
          </Text>
        )}
      </dd>
      <dt>{t('publications.columns.by')}</dt>
      <dd>{publication.by}</dd>
      <dt>{t('publications.columns.mode')}</dt>
      <dd>
        {t(`publications.modes.${publication.mode}`)}
        {publication.settingsChanged ? `. ${t('publications.detail.settings')}.` : null}
      </dd>
      <dt>{t('publications.columns.mails')}</dt>
      <dd className="numbers">{publication.mails}</dd>
      {rollsBack === null ? null : (
        <>
          <dt>{t('publications.modes.rollback')}</dt>
          <dd>
            {t('publications.detail.rollsBack')}{' '}
            <Anchor
              size="sm"
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/c/$companyId/update-website/{-$publicationId}"
                  params={{ companyId, publicationId: rollsBack }}
                  search={(old) => ({ ...old, view: 'history' })}
                />
              )}
            >
              {t('publications.detail.rollsBackLink')}
            </Anchor>
          </dd>
        </>
      )}
    </dl>
  );
}

function Running({ publication }: { publication: Publication }) {
  const { t } = useTranslation();
  const { done, total } = publication.progress;
  return (
    <Stack gap={4}>
      <Progress
        value={total === 0 ? 100 : (100 * done) / total}
        animated={total === 0}
        aria-label={t('publications.states.running')}
      />
      <Text size="sm" c="dimmed" className="numbers">
        {t('publications.runningNumbers', { done, total })}
      </Text>
    </Stack>
  );
}

const groups = [
  { effects: ['gains'], count: ({ gains }: Publication) => gains, tone: 'gains' },
  { effects: ['loses'], count: ({ loses }: Publication) => loses, tone: 'loses' },
] as const;

function Lines({ publication }: { publication: Detailed }) {
  const { t } = useTranslation();
  const others = publication.changesAddress + publication.other;
  const of = (...effects: Plan['lines'][number]['effect'][]) =>
    publication.lines.filter(({ effect }) => effects.includes(effect));
  if (publication.gains + publication.loses + others === 0) {
    return publication.state === 'done' ? <Text c="dimmed">{t('publications.detail.noLines')}</Text> : null;
  }
  const change = (line: Plan['lines'][number]) => <Change line={line} />;
  return (
    <section aria-label={t('publications.detail.linesLabel')}>
      <Stack gap="lg">
        {groups.map(({ effects, count, tone }) => {
          const total = count(publication);
          if (total === 0) return null;
          return (
            <div key={tone}>
              <div className={classes.big} data-tone={tone}>
                <b>{total}</b> <span>{t(`publications.columns.${tone}`).toLowerCase()}</span>
              </div>
              <PlanLines lines={of(...effects)} total={total} aside={change} />
            </div>
          );
        })}
        {others === 0 ? null : (
          <div>
            <Title order={2} fz="md" mb={8}>
              {t('publications.others')} ({others})
            </Title>
            <PlanLines lines={of('changes_address', 'other')} total={others} aside={change} />
          </div>
        )}
      </Stack>
    </section>
  );
}
