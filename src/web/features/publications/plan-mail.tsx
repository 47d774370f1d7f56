import { Anchor, Popover, Stack, Text } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../../contract/publications.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { Loaded } from '../../components/loading.tsx';
import classes from './publications.module.css';

interface PlanMailProps {
  accountId: string;
  mail: NonNullable<Plan['lines'][number]['mail']>;
}

/** The name of a mail that would go out; opens it as it would be sent. */
export function PlanMail({ accountId, mail }: PlanMailProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const name = t(`words.mailEvents.${mail.event}`);
  return (
    <Popover
      width={480}
      position="bottom-end"
      withArrow
      withinPortal
      trapFocus
      returnFocus
      opened={opened}
      onChange={setOpened}
    >
      <Popover.Target>
        <Anchor
          component="button"
          type="button"
          size="sm"
          className={classes.mailButton}
          aria-label={t('publications.readMailTo', { mail: name, email: mail.to })}
          onClick={() => setOpened((old) => !old)}
        >
          <IconMail size={14} aria-hidden />
          {name}
        </Anchor>
      </Popover.Target>
      <Popover.Dropdown maw="94vw" aria-label={t('publications.readMail', { mail: name })}>
        <MailAsSent accountId={accountId} />
      </Popover.Dropdown>
    </Popover>
  );
}

function MailAsSent({ accountId }: { accountId: string }) {
  const companyId = useCompanyId();
  const mail = useQuery({
    ...api.publications.planMail.queryOptions({ input: { companyId, accountId } }),
    staleTime: 0,
  });
  return (
    <Loaded query={mail} rows={4}>
      {({ to, subject, text }) => (
        <Stack gap={4}>
          <Text size="xs" c="dimmed">
            {to}
          </Text>
          <Text fw={600}>{subject}</Text>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
          <div className={classes.mailText} tabIndex={0} data-autofocus>
            {text}
          </div>
        </Stack>
      )}
    </Loaded>
  );
}
