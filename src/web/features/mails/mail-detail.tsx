import { Alert, Anchor, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconArrowLeft, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { Loaded } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { exactTime, RelativeTime } from '../../components/relative-time.tsx';
import { toastDone, toastError } from '../../components/toast.tsx';
import { MailState } from './mail-state.tsx';
import classes from './mails-screen.module.css';

/** One mail: to whom, what became of it, and the text as it goes out. */
export function MailDetail({ mailId }: { mailId: string }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const queryClient = useQueryClient();
  const [view, setView] = useState<'plain' | 'formatted'>('plain');
  const mail = useQuery(api.mails.get.queryOptions({ input: { companyId, mailId } }));
  const resend = useMutation(
    api.mails.resend.mutationOptions({
      onSuccess: (sent) => {
        toastDone(t('mails.resent', { to: sent.to }));
        void queryClient.invalidateQueries({ queryKey: api.mails.key() });
      },
      onError: (error) => toastError(error),
    }),
  );
  const toList = (
    <Button
      variant="subtle"
      color="gray"
      leftSection={<IconArrowLeft size={16} />}
      hiddenFrom="lg"
      renderRoot={(props) => (
        <Link {...props} to="/c/$companyId/mail/{-$mailId}" params={{ companyId }} search={true} />
      )}
    >
      {t('mails.back')}
    </Button>
  );
  return (
    <Loaded query={mail}>
      {(data) => (
        <Page
          title={data.subject}
          above={toList}
          actions={
            <>
              {data.state === 'failed' || data.state === 'waiting' ? (
                <Button
                  variant="default"
                  loading={resend.isPending}
                  onClick={() => resend.mutate({ companyId, mailId })}
                >
                  {t('mails.resend')}
                </Button>
              ) : null}
              <Button
                variant="subtle"
                color="gray"
                visibleFrom="lg"
                aria-label={t('mails.close')}
                px={8}
                renderRoot={(props) => (
                  <Link {...props} to="/c/$companyId/mail/{-$mailId}" params={{ companyId }} search={true} />
                )}
              >
                <IconX size={16} aria-hidden />
              </Button>
            </>
          }
        >
          <Stack gap="md">
            <dl className={classes.facts}>
              <dt>{t('mails.from')}</dt>
              <dd>{data.from}</dd>
              <dt>{t('mails.to')}</dt>
              <dd>{data.to}</dd>
              {data.contact === null ? null : (
                <>
                  <dt>{t('mails.contact')}</dt>
                  <dd>
                    <Anchor
                      size="sm"
                      renderRoot={(props) => (
                        <Link
                          {...props}
                          to="/c/$companyId/contacts/$contactId"
                          params={{ companyId, contactId: data.contact?.id ?? '' }}
                        />
                      )}
                    >
                      {data.contact.name}
                    </Anchor>
                  </dd>
                </>
              )}
              <dt>{t('mails.columns.website')}</dt>
              <dd>{data.website.name}</dd>
              <dt>{t('mails.columns.event')}</dt>
              <dd>{t(`words.mailEvents.${data.event}`)}</dd>
              <dt>{t('mails.columns.state')}</dt>
              <dd>
                <Group gap={8}>
                  <MailState state={data.state} />
                  <Text size="sm" c="dimmed">
                    {data.sentAt === null
                      ? t('mails.attempts', { count: data.attempts })
                      : exactTime(data.sentAt)}
                  </Text>
                </Group>
              </dd>
              {data.state === 'waiting' && data.attempts > 0 && data.nextAttemptAt !== null ? (
                <>
                  <dt>{t('mails.next')}</dt>
                  <dd>
                    <RelativeTime at={data.nextAttemptAt} />
                  </dd>
                </>
              ) : null}
            </dl>
            {data.error === null ? null : (
              <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />}>
                {t('mails.lastError', { error: data.error })}
              </Alert>
            )}
            <SegmentedControl
              value={view}
              w="fit-content"
              data={[
                { value: 'plain', label: t('mails.plain') },
                { value: 'formatted', label: t('mails.formatted') },
              ]}
              onChange={(value) => setView(value === 'formatted' ? 'formatted' : 'plain')}
            />
            {view === 'plain' ? (
              <div className={classes.plain}>
                <PlainText text={data.text} />
              </div>
            ) : (
              // Without scripts and in an origin of its own: a mail's markup can touch nothing of the office.
              <iframe
                title={data.subject}
                sandbox="allow-popups"
                srcDoc={data.html}
                className={classes.formatted}
              />
            )}
          </Stack>
        </Page>
      )}
    </Loaded>
  );
}

/** The text with its addresses as links, opened apart. */
function PlainText({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/[^\s<>"]+)/);
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
          <Anchor key={index} href={part} target="_blank" rel="noreferrer" size="sm" underline="always">
            {part}
          </Anchor>
        ) : (
          part
        ),
      )}
    </>
  );
}
