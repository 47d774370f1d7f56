import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './bulk-bar.module.css';

/** What can be done with the selected rows; stands in place of the filters while some are selected. */
export function BulkBar({
  count,
  onClear,
  children,
}: {
  count: number;
  onClear: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <Group component="section" className={classes.bar} gap="sm" aria-label={t('table.selected', { count })}>
      <Text size="sm" fw={500} className="numbers" aria-live="polite">
        {t('table.selected', { count })}
      </Text>
      {children}
      <Button variant="subtle" color="gray" size="xs" onClick={onClear}>
        {t('table.clearSelection')}
      </Button>
    </Group>
  );
}
