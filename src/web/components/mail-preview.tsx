import { Anchor, Popover, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './mail-preview.module.css';

/** A word that opens the mail as it would go out. */
export function MailPreview({
  to,
  subject,
  text,
  label,
}: {
  to: string;
  subject: string;
  text: string;
  label?: string;
}) {
  const { t } = useTranslation();
  return (
    <Popover width={440} position="top" withArrow withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Anchor component="button" type="button" size="sm" underline="always">
          {label ?? t('words.example')}
        </Anchor>
      </Popover.Target>
      <Popover.Dropdown maw="94vw" aria-label={subject}>
        <Stack gap={4}>
          <Text size="xs" c="dimmed" className="numbers">
            {to}
          </Text>
          <Text fw={600}>{subject}</Text>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
          <div className={classes.text} tabIndex={0}>
            {text}
          </div>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
