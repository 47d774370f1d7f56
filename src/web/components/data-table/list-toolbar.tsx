import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/i18n.ts';

export interface ListToolbarProps {
  /** Search field and filter menus. */
  children: ReactNode;
  /** The filters in force. */
  chips?: ReactNode;
  /** All rows of the list, where the API counts them. */
  total?: number | null;
  /** Column choice and alike. */
  right?: ReactNode;
}

/** The line above a list. */
export function ListToolbar({ children, chips, total = null, right }: ListToolbarProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs" mb="xs" flex="none">
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Group gap="xs" flex={1}>
          {children}
        </Group>
        <Group gap="sm" wrap="nowrap" h={36}>
          {total === null ? null : (
            <Text size="sm" c="dimmed" className="numbers" visibleFrom="sm" aria-live="polite">
              {t('table.shown', { count: total, formatted: total.toLocaleString(currentLanguage()) })}
            </Text>
          )}
          {right}
        </Group>
      </Group>
      {chips}
    </Stack>
  );
}
