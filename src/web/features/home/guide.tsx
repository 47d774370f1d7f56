import { Button, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Home } from '../../../contract/companies.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import classes from './home.module.css';

/** Whether the guide has nothing more to say: there are contacts, a website, and somebody was let in. */
export function isGuideDone(home: Home): boolean {
  return (
    home.contacts > 0 &&
    home.websites > 0 &&
    (home.signIns.length > 0 || home.weeks.some(({ approvals }) => approvals > 0))
  );
}

/** Leads a new owner from nothing to a first protected website (R18); the next step has the primary button. */
export function Guide({ home }: { home: Home }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const websites = useQuery({
    ...api.websites.list.queryOptions({ input: { companyId } }),
    enabled: home.websites > 0,
  }).data;
  const website = websites?.[0];
  const isPublished = websites?.some(({ lastPublishedAt }) => lastPublishedAt !== null) ?? false;
  const isApproved = websites?.some(({ counts }) => counts.approved > 0) ?? false;
  const params = { companyId };
  const steps: {
    name: 'contacts' | 'website' | 'gate' | 'approval';
    done: boolean;
    link: (look: object) => ReactNode;
  }[] = [
    {
      name: 'contacts',
      done: home.contacts > 0,
      link: (look) => <Link {...look} to="/c/$companyId/contacts/import/{-$importId}" params={params} />,
    },
    {
      name: 'website',
      done: home.websites > 0,
      link: (look) => <Link {...look} to="/c/$companyId/websites/new" params={params} />,
    },
    {
      name: 'gate',
      done: isPublished,
      link: (look) =>
        website === undefined ? (
          <Link {...look} to="/c/$companyId/websites" params={params} />
        ) : (
          <Link
            {...look}
            to="/c/$companyId/websites/$websiteId"
            params={{ companyId, websiteId: website.id }}
          />
        ),
    },
    {
      name: 'approval',
      done: isApproved,
      link: (look) => <Link {...look} to="/c/$companyId/contacts" params={params} />,
    },
  ];
  const next = steps.findIndex(({ done }) => !done);
  return (
    <section className={classes.guide} aria-labelledby="home-guide">
      <Title order={2} id="home-guide">
        {t('home.guide')}
      </Title>
      <Text c="dimmed" size="sm">
        {t('home.guideText')}
      </Text>
      <ol className={classes.steps}>
        {steps.map(({ name, done, link }, index) => (
          <li
            key={name}
            className={classes.step}
            data-done={done || undefined}
            data-next={index === next || undefined}
          >
            <span className={classes.number}>
              {done ? <IconCheck size={14} stroke={2.5} aria-label={t('home.stepDone')} /> : index + 1}
            </span>
            <Text fw={600}>{t(`home.steps.${name}`)}</Text>
            <Text size="sm" c="dimmed">
              {t(`home.steps.${name}Text`)}
            </Text>
            {done ? null : (
              <div className={classes.act}>
                <Button size="xs" variant={index === next ? 'filled' : 'default'} renderRoot={link}>
                  {t(`home.steps.${name}Act`)}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
