import { Anchor, Tooltip } from '@mantine/core';
import {
  IconArrowUp,
  IconCircleOff,
  IconExternalLink,
  IconPlugConnected,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Website } from '../../../contract/websites.ts';
import classes from './websites.module.css';

/** The address that visitors use; opens the website. */
export function WebsiteAddress({ website }: { website: Pick<Website, 'publicUrl'> }) {
  const { t } = useTranslation();
  return (
    <Anchor href={website.publicUrl} target="_blank" rel="noreferrer" size="sm">
      {website.publicUrl.replace(/^https?:\/\//, '')}{' '}
      <IconExternalLink size={13} aria-hidden style={{ verticalAlign: '-1px' }} />
      <span className="only-heard"> {t('websites.opensInNewTab')}</span>
    </Anchor>
  );
}

/** Whether the gate answers the office. */
export function GateSign({ website }: { website: Pick<Website, 'gate'> }) {
  const { t } = useTranslation();
  const { gate } = website;
  const Icon = gate.reachable ? IconPlugConnected : IconPlugConnectedX;
  return (
    <Tooltip
      multiline
      maw={320}
      disabled={gate.reachable}
      label={t('websites.gate.silentText', { name: gate.name })}
    >
      <span className={classes.sign} style={{ color: gate.reachable ? 'var(--gh-green)' : 'var(--gh-red)' }}>
        <Icon size={15} stroke={2} aria-hidden />
        {t(gate.reachable ? 'websites.gate.reachable' : 'websites.gate.silent')}
      </span>
    </Tooltip>
  );
}

/** The website is closed to everybody for a while. */
export function DisabledSign() {
  const { t } = useTranslation();
  return (
    <Tooltip label={t('websites.disabledHint')}>
      <span className={classes.sign} style={{ color: 'var(--gh-stop)' }}>
        <IconCircleOff size={15} stroke={2} aria-hidden />
        {t('websites.disabled')}
      </span>
    </Tooltip>
  );
}

/** What waits for Update website, in words; nothing where nothing does. */
export function WaitingSign({
  website,
}: {
  website: Pick<Website, 'unpublishedChanges' | 'settingsUnpublished'>;
}) {
  const { t } = useTranslation();
  if (website.unpublishedChanges === 0 && !website.settingsUnpublished) return null;
  return (
    <span className={classes.sign} style={{ color: 'var(--gh-blue)', whiteSpace: 'normal' }}>
      <IconArrowUp size={15} stroke={2.2} aria-hidden style={{ flex: 'none' }} />
      {website.unpublishedChanges === 0
        ? t('websites.settingsWaiting')
        : t('websites.changesWaiting', { count: website.unpublishedChanges })}
    </span>
  );
}
