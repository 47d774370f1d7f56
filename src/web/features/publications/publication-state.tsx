import { IconCheck, type IconProps, IconRefresh, IconX } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { Publication } from '../../../contract/publications.ts';
import classes from './publications.module.css';

const looks: Record<Publication['state'], { icon: ComponentType<IconProps>; colour: string }> = {
  running: { icon: IconRefresh, colour: 'var(--gh-blue)' },
  done: { icon: IconCheck, colour: 'var(--gh-green)' },
  failed: { icon: IconX, colour: 'var(--gh-red)' },
};

/** How an update went: icon, word and colour. */
export function PublicationState({ state }: { state: Publication['state'] }) {
  const { t } = useTranslation();
  const { icon: Icon, colour } = looks[state];
  return (
    <span className={classes.state} style={{ color: colour }}>
      <Icon size={15} stroke={2.2} aria-hidden />
      {t(`publications.states.${state}`)}
    </span>
  );
}
