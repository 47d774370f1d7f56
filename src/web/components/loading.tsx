import { Alert, Button, Skeleton, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorMessage } from '../api/errors.ts';

/** The shape of what comes, shown only when it takes longer than 200 ms. */
export function LoadingShape({ rows = 5, height = 20 }: { rows?: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" className="after-a-moment" role="status" aria-label={t('words.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never change places
        <Skeleton key={row} height={height} width={`${95 - ((row * 17) % 40)}%`} animate={false} />
      ))}
    </Stack>
  );
}

/** What could not be loaded, why, and the way to try again. */
export function LoadError({ error, retry }: { error: unknown; retry?: (() => void) | undefined }) {
  const { t } = useTranslation();
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title={t('errors.loadTitle')}
      role="alert"
    >
      <Stack gap="xs" align="flex-start">
        {errorMessage(error)}
        {retry === undefined ? null : (
          <Button size="xs" variant="default" onClick={retry}>
            {t('words.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** Shows an answer of the API: its shape while it loads, its error, or what `children` makes of it. */
export function Loaded<T>({
  query,
  rows,
  children,
}: {
  query: UseQueryResult<T>;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  return <LoadingShape {...(rows === undefined ? {} : { rows })} />;
}
