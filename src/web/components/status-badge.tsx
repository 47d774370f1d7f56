import { Tooltip } from '@mantine/core';
import {
  IconArrowUp,
  IconCalendarOff,
  IconCheck,
  IconClock,
  IconHandStop,
  type IconProps,
  IconX,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { PublishedStatus } from '../../core/status.ts';
import classes from './status-badge.module.css';

const looks: Record<PublishedStatus, { icon: ComponentType<IconProps>; colour: string }> = {
  approved: { icon: IconCheck, colour: 'var(--gh-green)' },
  pending: { icon: IconClock, colour: 'var(--gh-amber)' },
  declined: { icon: IconX, colour: 'var(--gh-red)' },
  blocked: { icon: IconHandStop, colour: 'var(--gh-stop)' },
  ended: { icon: IconCalendarOff, colour: 'var(--gh-grey)' },
};

export interface StatusBadgeProps {
  status: PublishedStatus;
  /** A change of it waits for publication. */
  waiting?: boolean;
  /** Stands in place of the status's word, which is then read out only. */
  word?: string;
}

/** An account's status: always icon, word and colour, never colour alone. */
export function StatusBadge({ status, waiting = false, word }: StatusBadgeProps) {
  const { t } = useTranslation();
  const { icon: Icon, colour } = looks[status];
  return (
    <span className={classes.pair}>
      <span className={classes.status} style={{ color: colour }}>
        <Icon size={15} stroke={2.2} aria-hidden />
        {word ?? t(`words.status.${status}`)}
        {word === undefined ? null : <span className="only-heard">({t(`words.status.${status}`)})</span>}
      </span>
      {waiting ? <WaitingBadge /> : null}
    </span>
  );
}

/** Says that a change is saved here and waits for Update website. */
export function WaitingBadge() {
  const { t } = useTranslation();
  return (
    <Tooltip label={t('words.waitingHint')}>
      <span className={classes.waiting}>
        <IconArrowUp size={13} stroke={2.4} aria-hidden />
        {t('words.waiting')}
      </span>
    </Tooltip>
  );
}
