import { Burger, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveUpdates } from '../api/live.ts';
import { useCompany, useCompanyId } from '../api/me.ts';
import { onSignedOut } from '../api/query-client.ts';
import { Banners } from './banners.tsx';
import { KeysHelp } from './keys-help.tsx';
import { Navigation } from './navigation.tsx';
import { PublishBar } from './publish-bar.tsx';
import classes from './shell.module.css';
import { useShortcuts } from './shortcuts.ts';

/** Fetched after the first screen is shown; a Ctrl/⌘ K before that opens it as soon as it is there. */
const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette.tsx')).CommandPalette,
}));

/** What surrounds every screen of a company: navigation, banners, the bar of what waits, palette and keys. */
export function Shell() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const company = useCompany();
  const navigate = useNavigate();
  const here = useRouterState({ select: (state) => state.location.pathname });
  const [drawerOpen, drawer] = useDisclosure();
  const [keysOpen, keys] = useDisclosure();
  useLiveUpdates(companyId);
  useShortcuts({ companyId, onHelp: keys.open });
  useEffect(() => {
    if (here !== '') drawer.close();
  }, [here, drawer.close]);
  useEffect(
    () =>
      onSignedOut(
        () =>
          void navigate({
            to: '/sign-in',
            search: { next: window.location.pathname + window.location.search },
          }),
      ),
    [navigate],
  );
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {t('shell.skip')}
      </a>
      <section className={classes.phoneBar} aria-label={t('shell.menu')}>
        <Burger opened={drawerOpen} onClick={drawer.toggle} size="sm" aria-label={t('shell.menu')} />
        <span className="one-line">{company?.name}</span>
      </section>
      <aside className={classes.side}>
        <Navigation onKeys={keys.open} />
      </aside>
      <Drawer.Root opened={drawerOpen} onClose={drawer.close} size={280} padding={0}>
        <Drawer.Overlay />
        <Drawer.Content aria-label={t('shell.menu')}>
          <Drawer.Body h="100%">
            <Navigation wide onKeys={keys.open} />
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
      <div className={classes.body}>
        <Banners />
        <main id="content" tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
        <PublishBar />
      </div>
      <Suspense fallback={null}>
        <CommandPalette />
      </Suspense>
      <KeysHelp opened={keysOpen} onClose={keys.close} />
    </div>
  );
}
