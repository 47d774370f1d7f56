import { Tooltip } from '@mantine/core';
import { IconEqual, IconEyeSearch, type IconProps, IconSparkles, IconTrash } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationRow } from '../../../contract/applications.ts';
import classes from './applications.module.css';

type Verdict = ApplicationRow['verdict'];

const looks: Record<Verdict, { icon: ComponentType<IconProps>; colour: string }> = {
  existing: { icon: IconEqual, colour: 'var(--gh-green)' },
  verify: { icon: IconEyeSearch, colour: 'var(--gh-amber)' },
  new: { icon: IconSparkles, colour: 'var(--gh-blue)' },
};

/** What the comparison with the register came to (R10): icon, word and colour. */
export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation();
  const { icon: Icon, colour } = looks[verdict];
  return (
    <Tooltip label={t(`applications.verdictHints.${verdict}`)} multiline maw={280}>
      <span className={classes.verdict} style={{ color: colour }}>
        <Icon size={14} stroke={2.2} aria-hidden />
        {t(`applications.verdicts.${verdict}`)}
      </span>
    </Tooltip>
  );
}

/** Somebody wants to be deleted. */
export function DeletionBadge() {
  const { t } = useTranslation();
  return (
    <span className={classes.verdict} style={{ color: 'var(--gh-red)' }}>
      <IconTrash size={14} stroke={2} aria-hidden />
      {t('applications.deletion.badge')}
    </span>
  );
}
