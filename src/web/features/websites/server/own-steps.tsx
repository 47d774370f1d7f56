import { List, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Website } from '../../../../contract/websites.ts';
import { Loaded } from '../../../components/loading.tsx';
import { ConfigFileBox } from './config-file.tsx';
import { OpenWebsite } from './open-website.tsx';
import classes from './server.module.css';
import { useServerConfig } from './use-server-config.ts';

/** A website whose pages come through the gate itself. */
export function OwnSteps({ website }: { website: Website }) {
  const { t } = useTranslation();
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
        <Text size="sm" c="dimmed" mb="xs">
          {t('websites.server.insteadText')}
        </Text>
        <InFront website={website} />
      </details>
    </>
  );
}

/** Apache as an example of a web server that passes everything to the gate. */
function InFront({ website }: { website: Website }) {
  const config = useServerConfig(website.id, 'apache');
  return (
    <Loaded query={config} rows={8}>
      {({ files }) => (
        <Stack gap="xs">
          {files.map((file) => (
            <ConfigFileBox key={file.name} file={file} />
          ))}
        </Stack>
      )}
    </Loaded>
  );
}
