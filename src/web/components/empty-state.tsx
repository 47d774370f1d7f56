import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** One sentence, and the one button that ends the emptiness. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <Stack align="center" gap="sm" py={40} px="md">
      <Text c="dimmed" ta="center" maw={460}>
        {children}
      </Text>
      {action}
    </Stack>
  );
}
