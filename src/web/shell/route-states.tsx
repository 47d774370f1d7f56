import { Box, Button, Group } from '@mantine/core';
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isNotFound } from '../api/errors.ts';
import { LoadError, LoadingShape } from '../components/loading.tsx';
import { Page } from '../components/page.tsx';

/** Shown while a screen's code or data is on its way, if that takes a moment. */
export function PendingScreen() {
  return (
    <Box p="lg" maw={900}>
      <LoadingShape rows={6} />
    </Box>
  );
}

/** 404: an address that leads nowhere, or to something one has no part in. */
export function NotFoundScreen() {
  const { t } = useTranslation();
  return (
    <Page title={t('shell.notFoundTitle')} description={t('shell.notFound')} narrow>
      <Button component={Link} to="/">
        {t('shell.goHome')}
      </Button>
    </Page>
  );
}

/** The same where no shell stands around it. */
export function NotFoundPage() {
  return (
    <main>
      <NotFoundScreen />
    </main>
  );
}

/** A screen that failed; the rest of the application stays usable. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  if (isNotFound(error)) return <NotFoundScreen />;
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page title={t('shell.crashTitle')} narrow>
      <LoadError error={error} retry={retry} />
      <Group mt="md">
        <Button variant="subtle" onClick={() => window.location.reload()}>
          {t('shell.reload')}
        </Button>
      </Group>
    </Page>
  );
}
