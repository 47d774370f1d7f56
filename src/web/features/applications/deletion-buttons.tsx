import { Anchor, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Application } from '../../../contract/applications.ts';
import classes from './applications.module.css';
import { useDecide } from './decide.ts';

/** The decision about a request to be deleted: the access goes, or it stays with a reason. */
export function DeletionButtons({ application }: { application: Application }) {
  const { t } = useTranslation();
  const [isKeeping, setIsKeeping] = useState(false);
  const { decide, isPending } = useDecide(application);
  const isOpen = application.state === 'open';
  return (
    <div className={classes.acts}>
      <Group gap="xs">
        <Button
          color="red"
          leftSection={<IconTrash size={16} />}
          loading={isPending}
          onClick={() => decide({ decision: 'approve', contact: null, overwrite: [], reason: '' })}
        >
          {t(isOpen ? 'applications.deletion.grant' : 'applications.deletion.grantAnyway')}
        </Button>
        {isOpen ? (
          <Button variant="default" disabled={isPending} onClick={() => setIsKeeping(true)}>
            {t('applications.deletion.keep')}
          </Button>
        ) : null}
      </Group>
      <Modal
        opened={isKeeping}
        onClose={() => setIsKeeping(false)}
        title={t('applications.deletion.keepTitle', { who: application.name })}
      >
        <KeepForm
          application={application}
          onCancel={() => setIsKeeping(false)}
          onKeep={(reason) => {
            setIsKeeping(false);
            decide({ decision: 'decline', contact: null, overwrite: [], reason });
          }}
        />
      </Modal>
    </div>
  );
}

interface KeepFormProps {
  application: Application;
  onCancel: () => void;
  onKeep: (reason: string) => void;
}

/** Why the access stays. Nobody but the owner can tell the person; a mail of one's own begins here. */
function KeepForm({ application, onCancel, onKeep }: KeepFormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const { email, website } = application;
  const subject = t('applications.deletion.mailSubject', { website: website.name });
  const mail = `mailto:${encodeURIComponent(email)}?${new URLSearchParams({ subject, body: reason })
    .toString()
    .replaceAll('+', '%20')}`;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() === '') setIsMissing(true);
        else onKeep(reason.trim());
      }}
    >
      <Stack gap="md">
        <Text size="sm">
          {t('applications.deletion.keepText')}{' '}
          <Anchor size="sm" href={mail}>
            {t('applications.deletion.write', { email })}
          </Anchor>
        </Text>
        <Textarea
          label={t('applications.reason')}
          description={t('applications.deletion.reasonHint')}
          data-autofocus
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          error={isMissing ? t('errors.fields.required') : undefined}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            setIsMissing(false);
          }}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('words.cancel')}
          </Button>
          <Button type="submit">{t('applications.deletion.keepConfirm')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
