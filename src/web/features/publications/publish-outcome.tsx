import { Alert, Anchor, Button, Group, Progress, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Publication } from '../../../contract/publications.ts';
import { errorMessage } from '../../api/errors.ts';
import { useCompanyId } from '../../api/me.ts';
import { tookWords } from './plan-words.ts';
import classes from './publications.module.css';
import type { PublishProgress } from './use-publish.ts';

/** How far the update is; one can leave meanwhile. */
export function PublishRunning({ progress }: { progress: PublishProgress }) {
  const { t } = useTranslation();
  const { websites } = progress;
  const { done, total } = progress.accounts;
  return (
    <div className={classes.results}>
      <section className={classes.running} aria-label={t('publications.running')}>
        <Text fw={600}>{t('publications.running')}</Text>
        <Progress
          value={total === 0 ? 100 : (100 * done) / total}
          animated={total === 0}
          aria-label={t('publications.running')}
        />
        <Text size="sm" c="dimmed" className="numbers" role="status">
          {[
            websites.total > 1
              ? t('publications.runningWebsites', {
                  done: Math.min(websites.done + 1, websites.total),
                  total: websites.total,
                })
              : null,
            total === 0 ? null : t('publications.runningNumbers', { done, total }),
            t('publications.leave'),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </Text>
      </section>
    </div>
  );
}

interface PublishOutcomeProps {
  result: readonly Publication[] | undefined;
  error: unknown;
  /** Tries again, those that failed or, where it did not even begin, all that are chosen. */
  onAgain: (websiteIds: string[]) => void;
  onClose: () => void;
}

/** How it ended for each website: what happened and how long it took, or what failed and what to do. */
export function PublishOutcome({ result, error, onAgain, onClose }: PublishOutcomeProps) {
  const { t } = useTranslation();
  const again = (websiteIds: string[]) => (
    <Button size="xs" variant="default" onClick={() => onAgain(websiteIds)}>
      {t('publications.again')}
    </Button>
  );
  if (error !== null && error !== undefined) {
    return (
      <div className={classes.results}>
        <Alert
          role="alert"
          color="red"
          variant="light"
          icon={<IconAlertTriangle size={18} />}
          title={t('publications.failedAll')}
          withCloseButton
          closeButtonLabel={t('words.close')}
          onClose={onClose}
        >
          <Text size="sm" mb="xs">
            {errorMessage(error)} {t('publications.failedText')}
          </Text>
          {again([])}
        </Alert>
      </div>
    );
  }
  if (result === undefined || result.length === 0) return null;
  return (
    <div className={classes.results} aria-live="polite">
      {result.map((publication) =>
        publication.state === 'failed' ? (
          <Alert
            key={publication.id}
            color="red"
            variant="light"
            icon={<IconAlertTriangle size={18} />}
            title={t('publications.failedTitle', { website: publication.website.name })}
          >
            <Text size="sm" mb="xs">
              {publication.failure} {t('publications.failedText')}
            </Text>
            {again([publication.website.id])}
          </Alert>
        ) : (
          <Done key={publication.id} publication={publication} onClose={onClose} />
        ),
      )}
    </div>
  );
}

function Done({ publication, onClose }: { publication: Publication; onClose: () => void }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const { gains, loses, mails, website } = publication;
  const text = t('publications.doneText', {
    gains: t('publications.doneGains', { count: gains }),
    loses: t('publications.doneLoses', { count: loses }),
    mails: t('publications.mails', { count: mails }),
    time: tookWords(t, publication),
  });
  return (
    <Alert
      color="teal"
      variant="light"
      icon={<IconCheck size={18} />}
      title={t('publications.doneTitle', { website: website.name })}
      withCloseButton
      closeButtonLabel={t('words.close')}
      onClose={onClose}
    >
      <Group gap="xs">
        <Text size="sm">{text.charAt(0).toUpperCase() + text.slice(1)}</Text>
        <Anchor
          size="sm"
          underline="always"
          renderRoot={(props) => (
            <Link
              {...props}
              to="/c/$companyId/update-website/{-$publicationId}"
              params={{ companyId, publicationId: publication.id }}
              search={{ view: 'history' }}
            />
          )}
        >
          {t('publications.seeDetail')}
        </Anchor>
      </Group>
    </Alert>
  );
}
