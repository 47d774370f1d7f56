import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import classes from './page.module.css';

export interface PageProps {
  title: string;
  /** One sentence, only where the screen needs it. */
  description?: ReactNode;
  /** Acts at the right; one of them primary. */
  actions?: ReactNode;
  /** Stands above the title: a way back, for instance. */
  above?: ReactNode;
  /** Fills the window's height, for lists that scroll themselves. */
  fill?: boolean;
  /** Keeps forms and texts at a readable width. */
  narrow?: boolean;
  children: ReactNode;
}

/** The frame of each screen: title, one sentence, acts, content. Also names the browser's tab. */
export function Page({
  title,
  description,
  actions,
  above,
  fill = false,
  narrow = false,
  children,
}: PageProps) {
  useEffect(() => {
    document.title = `${title} · Gatehouse`;
  }, [title]);
  return (
    <div className={classes.page} data-fill={fill || undefined} data-narrow={narrow || undefined}>
      {above}
      <Group justify="space-between" align="flex-start" gap="sm" mb="md" wrap="wrap" className={classes.head}>
        <Stack gap={2} miw={0} flex="1 1 240px">
          <Title order={1}>{title}</Title>
          {description === undefined ? null : (
            <Text c="dimmed" size="sm" maw={720}>
              {description}
            </Text>
          )}
        </Stack>
        {actions === undefined ? null : <Group gap="xs">{actions}</Group>}
      </Group>
      <div className={classes.content}>{children}</div>
    </div>
  );
}
