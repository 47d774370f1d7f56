import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Application, longestReason } from '../../../contract/applications.ts';
import { isVisitorLanguage } from '../../../core/language.ts';
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

/** Why the access stays: the reason that the person reads. */
function KeepForm({ application, onCancel, onKeep }: KeepFormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const { email, data } = application;
  const language = isVisitorLanguage(data.language) ? data.language : 'nl';
  // One line, as it stands in a sentence on My page.
  const typed = reason.replace(/\s+/g, ' ').trim();
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (typed === '') setProblem(t('errors.fields.required'));
        else if (typed.length > longestReason)
          setProblem(t('applications.deletion.tooLong', { most: longestReason, count: typed.length }));
        else onKeep(typed);
      }}
    >
      <Stack gap="md">
        <Text size="sm">
          {t('applications.deletion.keepText', { email, mail: t('words.mailEvents.deletion_refused') })}
        </Text>
        <Textarea
          label={t('applications.reason')}
          description={t('applications.deletion.reasonHint', {
            language: t(`words.languages.${language}`),
          })}
          data-autofocus
          autosize
          minRows={2}
          value={reason}
          error={problem}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            setProblem(undefined);
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
