import { ActionIcon, Button, Group, Menu, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconCheck, IconDots, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Application } from '../../../contract/applications.ts';
import classes from './applications.module.css';
import type { ContactChoice } from './candidate-choice.tsx';
import { type Decision, useDecide } from './decide.ts';

/** The decision, by button or by key; the next application opens after it. */
export function DecisionButtons({
  application,
  choice,
  overwrite,
}: {
  application: Application;
  choice: ContactChoice;
  overwrite: Decision['overwrite'];
}) {
  const { t } = useTranslation();
  const [declining, setDeclining] = useState(false);
  const { decide, isPending } = useDecide(application);
  const contact: Decision['contact'] =
    choice.kind === 'new' ? { kind: 'new' } : { kind: 'existing', contactId: choice.contactId };
  const { kind, state } = application;
  const isRegistration = kind === 'registration' && state !== 'review_link';
  const approve = () => decide({ decision: 'approve', contact, overwrite, reason: '' });
  const takeIn = (fields: Decision['overwrite']) =>
    decide({ decision: 'import', contact, overwrite: fields, reason: '' });
  const canApprove = isRegistration && state !== 'approved' && !isPending;
  const canDecline = isRegistration && state !== 'declined' && !isPending;
  useHotkeys([
    ['a', () => canApprove && approve()],
    ['w', () => canDecline && setDeclining(true)],
    ['d', () => canDecline && setDeclining(true)],
  ]);
  if (kind === 'change' && state !== 'open') return null;
  return (
    <div className={classes.acts}>
      <Group gap="xs">
        {isRegistration && state !== 'approved' ? (
          <Button
            leftSection={<IconCheck size={16} />}
            loading={isPending}
            onClick={approve}
            aria-keyshortcuts="a"
          >
            {t(state === 'open' ? 'applications.approve' : 'applications.approveAnyway')}
          </Button>
        ) : null}
        {isRegistration && state !== 'declined' ? (
          <Button
            variant="default"
            leftSection={<IconX size={16} />}
            disabled={isPending}
            onClick={() => setDeclining(true)}
            aria-keyshortcuts="w"
          >
            {t(state === 'open' ? 'applications.decline' : 'applications.declineAnyway')}
          </Button>
        ) : null}
        {state === 'review_link' ? (
          <Button loading={isPending} onClick={() => takeIn(overwrite)}>
            {t(choice.kind === 'new' ? 'applications.keepNew' : 'applications.link')}
          </Button>
        ) : null}
        {kind === 'change' ? (
          <>
            <Button loading={isPending} disabled={overwrite.length === 0} onClick={() => takeIn(overwrite)}>
              {t('applications.takeChange')}
            </Button>
            <Button variant="default" disabled={isPending} onClick={() => takeIn([])}>
              {t('applications.ignoreChange')}
            </Button>
          </>
        ) : null}
        {isRegistration && state === 'open' ? (
          <Menu position="top-start">
            <Menu.Target>
              <ActionIcon size={36} aria-label={t('applications.moreActs')}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => takeIn(overwrite)}>{t('applications.importOnly')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        ) : null}
        {isRegistration && state === 'open' ? (
          <Text size="xs" c="dimmed" visibleFrom="md">
            {t('applications.keysHint')}
          </Text>
        ) : null}
      </Group>
      <Modal
        opened={declining}
        onClose={() => setDeclining(false)}
        title={t('applications.declineTitle', { who: application.name })}
      >
        <DeclineForm
          application={application}
          onCancel={() => setDeclining(false)}
          onDecline={(reason) => {
            setDeclining(false);
            decide({ decision: 'decline', contact, overwrite: [], reason });
          }}
        />
      </Modal>
    </div>
  );
}

function DeclineForm({
  application,
  onCancel,
  onDecline,
}: {
  application: Application;
  onCancel: () => void;
  onDecline: (reason: string) => void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onDecline(reason.trim());
      }}
    >
      <Stack gap="md">
        <Text size="sm">{t('applications.declineText', { email: application.email })}</Text>
        <Textarea
          label={t('applications.reason')}
          description={t('applications.reasonHint')}
          data-autofocus
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('words.cancel')}
          </Button>
          <Button color="red" type="submit">
            {t('applications.declineConfirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
