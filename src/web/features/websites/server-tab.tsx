import { Anchor, Button, Code, CopyButton, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconClock, IconCopy, IconDownload, IconExternalLink, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Website } from '../../../contract/websites.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { Loaded } from '../../components/loading.tsx';
import { exactTime } from '../../components/relative-time.tsx';
import { saveFile } from '../../components/save-file.ts';
import classes from './server-tab.module.css';

/** What the web server needs so that the gate stands in front of the website, step by step, and how to check it. */
export function ServerTab({ website }: { website: Website }) {
  return (
    <div className={classes.columns}>
      <Stack gap="lg" miw={0}>
        {website.origin.kind === 'forward_auth' ? (
          <ForwardSteps website={website} />
        ) : (
          <OwnSteps website={website} />
        )}
      </Stack>
      <Stack gap="lg" miw={0}>
        <Checks website={website} />
        <Troubles isForward={website.origin.kind === 'forward_auth'} />
      </Stack>
    </div>
  );
}

function ForwardSteps({ website }: { website: Website }) {
  const { t } = useTranslation();
  const fileName = `${website.hosts[0] ?? 'website'}.conf`;
  const { lastPublishedAt } = website;
  return (
    <>
      <div>
        <Title order={2}>{t('websites.server.titleForward')}</Title>
        <Text size="sm" c="dimmed">
          {t('websites.server.textForward')}
        </Text>
      </div>
      <ol className={classes.steps}>
        <Step
          title={t('websites.server.steps.update')}
          text={
            lastPublishedAt === null
              ? t('websites.server.steps.updateNot')
              : t('websites.server.steps.updateText', { at: exactTime(lastPublishedAt) })
          }
        />
        <Step title={t('websites.server.steps.copy')} text={t('websites.server.steps.copyText')}>
          <ServerConfig website={website} fileName={fileName} />
        </Step>
        <Step
          title={t('websites.server.steps.place')}
          text={t('websites.server.steps.placeText', { file: `/etc/nginx/conf.d/${fileName}` })}
        >
          <Code block fz="sm">
            sudo nginx -t && sudo systemctl reload nginx
          </Code>
        </Step>
        <Step title={t('websites.server.steps.check')} text={t('websites.server.steps.checkText')}>
          <OpenWebsite website={website} />
        </Step>
      </ol>
      <Text size="sm" c="dimmed">
        {t('websites.server.others')}
      </Text>
    </>
  );
}

/** A website whose pages come through the gate itself. */
function OwnSteps({ website }: { website: Website }) {
  const { t } = useTranslation();
  const fileName = `${website.hosts[0] ?? 'website'}.conf`;
  return (
    <>
      <div>
        <Title order={2}>{t('websites.server.titleOwn')}</Title>
        <Text size="sm" c="dimmed">
          {t('websites.server.textOwn')}
        </Text>
      </div>
      <List size="sm" spacing={6}>
        <List.Item>{t('websites.server.ownDns', { host: website.hosts.join(', ') })}</List.Item>
        <List.Item>{t('websites.server.ownPort')}</List.Item>
      </List>
      <OpenWebsite website={website} />
      <details className={classes.more}>
        <summary>{t('websites.server.instead')}</summary>
        <ServerConfig website={website} fileName={fileName} />
      </details>
    </>
  );
}

function Step({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <li>
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed" mb={children === undefined ? 0 : 8}>
        {text}
      </Text>
      {children}
    </li>
  );
}

function ServerConfig({ website, fileName }: { website: Website; fileName: string }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const config = useQuery(
    api.websites.serverConfig.queryOptions({ input: { companyId, websiteId: website.id } }),
  );
  return (
    <Loaded query={config}>
      {({ nginx }) => (
        <div className={classes.config}>
          <Group gap="xs" className={classes.configHead}>
            <Text size="sm" fw={500} flex={1}>
              {fileName}
            </Text>
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              leftSection={<IconDownload size={15} />}
              onClick={() => saveFile(fileName, nginx, 'text/plain')}
            >
              {t('websites.server.download')}
            </Button>
            <CopyButton value={nginx}>
              {({ copied, copy }) => (
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
                  onClick={copy}
                >
                  {t(copied ? 'websites.server.copied' : 'websites.server.copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
          <section className={classes.code} tabIndex={0} aria-label={t('websites.server.config')}>
            <pre>{nginx}</pre>
          </section>
        </div>
      )}
    </Loaded>
  );
}

function OpenWebsite({ website }: { website: Website }) {
  const { t } = useTranslation();
  const link = (href: string, words: string) => (
    <Anchor href={href} target="_blank" rel="noreferrer" size="sm">
      {words} <IconExternalLink size={13} aria-hidden style={{ verticalAlign: '-1px' }} />
      <span className="only-heard"> {t('websites.opensInNewTab')}</span>
    </Anchor>
  );
  return (
    <Group gap="lg">
      {link(website.publicUrl, t('websites.server.openWebsite'))}
      {link(`${website.publicUrl}/_gate/sign-in`, t('websites.server.openSignIn'))}
    </Group>
  );
}

/** What the office knows by itself of whether it works; kept up to date while one looks. */
function Checks({ website }: { website: Website }) {
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

function Troubles({ isForward }: { isForward: boolean }) {
  const { t } = useTranslation();
  return (
    <section>
      <Title order={2} mb={8}>
        {t('websites.server.troubles')}
      </Title>
      <List size="sm" spacing={6}>
        {isForward ? (
          <>
            <List.Item>{t('websites.server.trouble502')}</List.Item>
            <List.Item>{t('websites.server.troubleOpen')}</List.Item>
          </>
        ) : (
          <List.Item>{t('websites.server.troubleSilent')}</List.Item>
        )}
        <List.Item>{t('websites.server.trouble404')}</List.Item>
      </List>
    </section>
  );
}
