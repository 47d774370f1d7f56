import { List, Title } from '@mantine/core';
import { IconCheck, IconClock, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Website } from '../../../../contract/websites.ts';
import classes from './server.module.css';

/** What the office knows by itself of whether it works; kept up to date while one looks. */
export function Checks({ website }: { website: Website }) {
  const { t } = useTranslation();
  const isPublished = website.lastPublishedAt !== null;
  const checks = [
    {
      name: 'gate',
      ok: website.gate.reachable,
      words: t(website.gate.reachable ? 'websites.server.checks.gate' : 'websites.server.checks.gateNot'),
    },
    {
      name: 'published',
      ok: isPublished,
      words: t(isPublished ? 'websites.server.checks.published' : 'websites.server.checks.publishedNot'),
    },
    {
      name: 'settings',
      ok: !website.settingsUnpublished,
      words: t(
        website.settingsUnpublished
          ? 'websites.server.checks.settingsNot'
          : 'websites.server.checks.settings',
      ),
    },
    {
      name: 'protected',
      ok: website.protection !== 'none',
      words:
        website.protection === 'none'
          ? t('websites.server.checks.protectedNot')
          : t('websites.server.checks.protected', {
              what: t(`websites.protections.${website.protection}.name`).toLowerCase(),
            }),
    },
  ];
  return (
    <section>
      <Title order={2}>{t('websites.server.checkTitle')}</Title>
      <ul className={classes.checks}>
        {checks.map(({ name, ok, words }) => (
          <li key={name}>
            {ok ? (
              <IconCheck size={17} stroke={2.2} color="var(--gh-green)" aria-label={t('words.yes')} />
            ) : name === 'published' || name === 'settings' ? (
              <IconClock size={17} stroke={2.2} color="var(--gh-amber)" aria-label={t('words.no')} />
            ) : (
              <IconX size={17} stroke={2.2} color="var(--gh-red)" aria-label={t('words.no')} />
            )}
            {words}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What to look at where it does not. `server`: name of the web server that asks the gate, or null where none does. */
export function Troubles({ server }: { server: string | null }) {
  const { t } = useTranslation();
  return (
    <section>
      <Title order={2} mb={8}>
        {t('websites.server.troubles')}
      </Title>
      <List size="sm" spacing={6}>
        {server === null ? (
          <List.Item>{t('websites.server.troubleSilent')}</List.Item>
        ) : (
          <>
            <List.Item>
              {t(server === 'Traefik' ? 'websites.server.trouble500' : 'websites.server.trouble503', {
                server,
              })}
            </List.Item>
            <List.Item>{t('websites.server.troubleOpen', { server })}</List.Item>
          </>
        )}
        <List.Item>{t('websites.server.trouble404')}</List.Item>
      </List>
    </section>
  );
}
