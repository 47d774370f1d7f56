import { Kbd, Tooltip, UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { useCompanyId } from '../api/me.ts';
import { CompanySwitcher } from './company-switcher.tsx';
import classes from './navigation.module.css';
import { type ScreenName, screens } from './screens.ts';
import { UserMenu } from './user-menu.tsx';

const counted = ['applications', 'publish', 'mail'] as const satisfies readonly ScreenName[];
type Counted = (typeof counted)[number];

/** The left side: company, search, screens with the numbers that matter, and oneself. `wide` keeps the words. */
export function Navigation({ wide = false, onKeys }: { wide?: boolean; onKeys: () => void }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const counters = useQuery(api.companies.counters.queryOptions({ input: { companyId } })).data;
  const counts: Record<Counted, number> = {
    applications: counters?.applications ?? 0,
    publish: counters?.unpublishedChanges ?? 0,
    mail: counters?.failedMails ?? 0,
  };
  const countOf = (name: ScreenName): { name: Counted; count: number } | null => {
    const known = counted.find((candidate) => candidate === name);
    return known === undefined || counts[known] === 0 ? null : { name: known, count: counts[known] };
  };
  return (
    <div className={classes.navigation} data-wide={wide || undefined}>
      <CompanySwitcher />
      <Tooltip label={t('shell.search')} position="right">
        <UnstyledButton className={classes.search} onClick={spotlight.open} aria-label={t('shell.search')}>
          <IconSearch size={16} aria-hidden />
          <span className={classes.word}>{t('shell.search')}</span>
          <Kbd className={classes.word} size="xs">
            {navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl'} K
          </Kbd>
        </UnstyledButton>
      </Tooltip>
      <nav aria-label={t('shell.navigation')} className={classes.screens}>
        {screens.map(({ name, to, icon: Icon }) => {
          const waiting = countOf(name);
          return (
            <Link
              key={name}
              to={to}
              params={{ companyId }}
              activeOptions={{ exact: name === 'home', includeSearch: false }}
              className={classes.screen}
              title={t(`shell.nav.${name}`)}
            >
              <Icon size={18} stroke={1.7} aria-hidden />
              <span className={classes.word}>{t(`shell.nav.${name}`)}</span>
              {waiting === null ? null : (
                <span className={classes.count} data-name={name}>
                  <span aria-hidden>{waiting.count > 999 ? '999+' : waiting.count}</span>
                  <span className="only-heard">
                    {t(`shell.count.${waiting.name}`, { count: waiting.count })}
                  </span>
                </span>
              )}
            </Link>
          );
        })}
      </nav>
      <UserMenu onKeys={onKeys} />
    </div>
  );
}
