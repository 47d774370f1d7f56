import { IconCheck, IconClock, type IconProps, IconSend, IconX } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mail } from '../../../contract/mails.ts';
import classes from './mails-screen.module.css';

const looks: Record<Mail['state'], { icon: ComponentType<IconProps>; colour: string }> = {
  waiting: { icon: IconClock, colour: 'var(--gh-amber)' },
  sending: { icon: IconSend, colour: 'var(--gh-blue)' },
  sent: { icon: IconCheck, colour: 'var(--gh-green)' },
  failed: { icon: IconX, colour: 'var(--gh-red)' },
};

/** What became of a mail: icon, word and colour. */
export function MailState({ state }: { state: Mail['state'] }) {
  const { t } = useTranslation();
  const { icon: Icon, colour } = looks[state];
  return (
    <span className={classes.state} style={{ color: colour }}>
      <Icon size={15} stroke={2.2} aria-hidden />
      {t(`mails.states.${state}`)}
    </span>
  );
}
