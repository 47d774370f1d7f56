import { Anchor, Group } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Website } from '../../../../contract/websites.ts';

/** Links to the website and to its sign-in page, each in a new tab. */
export function OpenWebsite({ website }: { website: Website }) {
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
