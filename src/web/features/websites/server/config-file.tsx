import { Button, CopyButton, Group, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConfigFile } from '../../../../core/web-server-configs/web-server.ts';
import { saveFile } from '../../../components/save-file.ts';
import classes from './server.module.css';

/** A file for the web server, to read, copy or download. */
export function ConfigFileBox({ file: { name, text } }: { file: ConfigFile }) {
  const { t } = useTranslation();
  return (
    <div className={classes.config}>
      <Group gap="xs" className={classes.configHead}>
        <Text size="sm" fw={500} truncate className={classes.fileName ?? ''}>
          {name}
        </Text>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconDownload size={15} />}
          aria-label={t('websites.server.downloadFile', { file: name })}
          onClick={() => saveFile(name, text, 'text/plain')}
        >
          {t('websites.server.download')}
        </Button>
        <CopyButton value={text}>
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
      <section className={classes.code} tabIndex={0} aria-label={name}>
        <pre>
          {text.split('\n').map((line, number) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the file
            <Line key={number} text={`${line}\n`} />
          ))}
        </pre>
      </section>
    </div>
  );
}

/** A line that waits for the reader's own values stands out. */
function Line({ text }: { text: string }) {
  return /# yours\b/.test(text) ? <mark>{text}</mark> : text;
}
