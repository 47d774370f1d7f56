import { Alert, Anchor, Code, Stack, Text, Title } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Website } from '../../../../contract/websites.ts';
import { type WebServer, webServers } from '../../../../core/web-server-configs/web-server.ts';
import { useCompanyId } from '../../../api/me.ts';
import { Loaded } from '../../../components/loading.tsx';
import { exactTime } from '../../../components/relative-time.tsx';
import { webServerNames } from './chosen-server.ts';
import { ConfigFileBox } from './config-file.tsx';
import { OpenWebsite } from './open-website.tsx';
import classes from './server.module.css';
import { useServerConfig } from './use-server-config.ts';

interface Chosen {
  readonly website: Website;
  readonly server: WebServer;
}

/** A website behind its owner's web server, which asks the gate: which one, its files, where they go, how to check. */
export function ForwardSteps({
  website,
  server,
  onChoose,
}: Chosen & { onChoose: (server: WebServer) => void }) {
  const { t } = useTranslation();
  const config = useServerConfig(website.id, server);
  const { lastPublishedAt } = website;
  return (
    <>
      <div>
        <Title order={2}>{t('websites.server.titleForward')}</Title>
        <Text size="sm" c="dimmed">
          {t('websites.server.textForward')}
        </Text>
      </div>
      <ServerChoice server={server} onChoose={onChoose} />
      {server === 'apache' ? <ApacheNotice website={website} /> : null}
      <ol className={classes.steps}>
        <Step
          title={t('websites.server.steps.update')}
          text={
            lastPublishedAt === null
              ? t('websites.server.steps.updateNot')
              : t('websites.server.steps.updateText', { at: exactTime(lastPublishedAt) })
          }
        />
        <Step
          title={t('websites.server.steps.copy', { server: webServerNames[server] })}
          text={t('websites.server.steps.copyText')}
        >
          <Loaded query={config} rows={8}>
            {({ files }) => (
              <Stack gap="xs">
                {files.map((file) => (
                  <ConfigFileBox key={file.name} file={file} />
                ))}
              </Stack>
            )}
          </Loaded>
        </Step>
        <Step
          title={t('websites.server.steps.place')}
          text={t(`websites.server.placeTexts.${server}`, {
            files: config.data?.files.map(({ place }) => place).join(t('websites.server.and')) ?? '',
          })}
        >
          <Code block fz="sm" className={classes.commands ?? ''}>
            {config.data?.commands.join('\n')}
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

function ServerChoice({
  server,
  onChoose,
}: Pick<Chosen, 'server'> & { onChoose: (server: WebServer) => void }) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.choice}>
      <legend>{t('websites.server.choose')}</legend>
      {webServers.map((name) => (
        <label key={name}>
          <input type="radio" name="web-server" checked={name === server} onChange={() => onChoose(name)} />
          {webServerNames[name]}
        </label>
      ))}
    </fieldset>
  );
}

/** Apache can't ask the gate; the gate must know where the website is. */
function ApacheNotice({ website }: { website: Website }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  return (
    <Alert icon={<IconInfoCircle size={18} />} color="blue" role="note">
      {t('websites.server.apache')}{' '}
      <Anchor
        size="sm"
        underline="always"
        renderRoot={(props) => (
          <Link
            {...props}
            to="/c/$companyId/websites/$websiteId"
            params={{ companyId, websiteId: website.id }}
            search={{ tab: 'settings' }}
          />
        )}
      >
        {t('websites.server.apacheLink')}
      </Anchor>
    </Alert>
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
