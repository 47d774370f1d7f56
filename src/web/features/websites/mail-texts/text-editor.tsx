import { Alert, Button, Fieldset, Group, Text, Textarea, TextInput, Tooltip } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailText, Website } from '../../../../contract/websites.ts';
import { api, client } from '../../../api/client.ts';
import { useCompanyId } from '../../../api/me.ts';
import { relativeTime } from '../../../components/relative-time.tsx';
import { SaveState } from '../../../components/save-state.tsx';
import { toastDone, toastError } from '../../../components/toast.tsx';
import { useIsLocked } from '../licence-notice.tsx';
import { useDraft } from '../use-draft.ts';
import classes from './mail-texts.module.css';
import { draftName, type TextDraft, textDraft } from './text-key.ts';
import { Problems, TextPreview, useTextPreview } from './text-preview.tsx';

/** One text: subject and body, placeholders at a click, what is wrong with it, and how it will look. */
export function TextEditor({ website, text }: { website: Website; text: MailText }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const queryClient = useQueryClient();
  const isLocked = useIsLocked();
  const { event, language } = text;
  const draft = useDraft<TextDraft>(draftName(website.id, text), textDraft);
  const [typed, setTyped] = useState<TextDraft>(
    () => draft.read() ?? { subject: text.subject, body: text.body },
  );
  const subject = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTextAreaElement>(null);
  const last = useRef<'subject' | 'body'>('body');
  const problemBox = useRef<HTMLDivElement>(null);
  const isDirty = typed.subject !== text.subject || typed.body !== text.body;
  const preview = useTextPreview(website.id, text, typed);
  const problems = preview.data?.problems ?? [];

  useEffect(() => {
    if (isDirty) draft.keep(typed);
    else draft.drop();
  }, [isDirty, typed, draft]);

  const ids = { companyId, websiteId: website.id, event, language };
  const show = (saved: MailText) => {
    queryClient.setQueryData(
      api.mailTexts.list.queryKey({ input: { companyId, websiteId: website.id } }),
      (list) =>
        list?.map((one) => (one.event === saved.event && one.language === saved.language ? saved : one)),
    );
    setTyped({ subject: saved.subject, body: saved.body });
    draft.drop();
    for (const part of [api.websites, api.publications.plan, api.companies.counters])
      void queryClient.invalidateQueries({ queryKey: part.key() });
  };
  const save = useMutation({
    mutationFn: (values: TextDraft) => client.mailTexts.save({ ...ids, ...values }),
    onSuccess: (saved) => {
      show(saved);
      toastDone(t('websites.mails.saved'));
    },
    onError: (error) => toastError(error),
  });
  const reset = useMutation({
    mutationFn: () => client.mailTexts.reset(ids),
    onSuccess: (standard) => {
      const before = { subject: text.subject, body: text.body };
      show(standard);
      toastDone(t('websites.mails.wasReset'), () => save.mutate(before));
    },
    onError: (error) => toastError(error),
  });
  const insert = (name: string) => {
    const field: RefObject<HTMLInputElement | HTMLTextAreaElement | null> =
      last.current === 'subject' ? subject : body;
    const input = field.current;
    if (input === null) return;
    const placeholder = `{{ ${name} }}`;
    const at = input.selectionStart ?? input.value.length;
    const value = input.value.slice(0, at) + placeholder + input.value.slice(input.selectionEnd ?? at);
    setTyped((old) => ({ ...old, [last.current]: value }));
    requestAnimationFrame(() => {
      input.focus();
      input.setSelectionRange(at + placeholder.length, at + placeholder.length);
    });
  };
  const goTo = (part: 'subject' | 'body', line: number) => {
    if (part === 'subject') return subject.current?.focus();
    const lines = typed.body.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    body.current?.focus();
    body.current?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  };
  const phase = save.isPending
    ? 'saving'
    : save.isError && isDirty
      ? 'failed'
      : isDirty
        ? 'unsaved'
        : 'saved';
  return (
    <>
      <form
        className={classes.editor}
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (problems.length > 0) problemBox.current?.focus();
          else save.mutate(typed);
        }}
        noValidate
      >
        {text.broken === null ? null : (
          <Alert
            color="red"
            variant="light"
            icon={<IconAlertTriangle size={18} />}
            title={t('websites.mails.brokenTitle')}
          >
            {text.broken}
          </Alert>
        )}
        <Fieldset variant="unstyled" disabled={isLocked} className={classes.fields}>
          <TextInput
            ref={subject}
            label={t('websites.mails.subject')}
            lang={language}
            autoComplete="off"
            maxLength={300}
            value={typed.subject}
            error={problems.some(({ part }) => part === 'subject')}
            onFocus={() => {
              last.current = 'subject';
            }}
            onChange={({ currentTarget: { value } }) => setTyped((old) => ({ ...old, subject: value }))}
          />
          <Textarea
            ref={body}
            label={t('websites.mails.body')}
            lang={language}
            autosize
            minRows={12}
            maxRows={28}
            maxLength={20_000}
            value={typed.body}
            error={problems.some(({ part }) => part === 'body')}
            onFocus={() => {
              last.current = 'body';
            }}
            onChange={({ currentTarget: { value } }) => setTyped((old) => ({ ...old, body: value }))}
          />
          <div className={classes.placeholders}>
            <Text size="sm" c="dimmed">
              {t('websites.mails.placeholders')}
            </Text>
            {text.placeholders
              .filter(({ example }) => example !== '')
              .map(({ name, example }) => (
                <Tooltip
                  key={name}
                  label={t('websites.mails.placeholderHint', { name, example })}
                  multiline
                  maw={320}
                >
                  <Button
                    size="compact-xs"
                    variant="default"
                    // Keeps the focus, and with it the cursor, in the text.
                    onMouseDown={(pressed) => pressed.preventDefault()}
                    onClick={() => insert(name)}
                  >
                    {name}
                  </Button>
                </Tooltip>
              ))}
          </div>
        </Fieldset>
        {problems.length === 0 ? null : <Problems ref={problemBox} problems={problems} onGoTo={goTo} />}
        <div className={classes.saveBar}>
          <Group gap="sm">
            <Button type="submit" loading={save.isPending} disabled={!isDirty || isLocked}>
              {t('websites.mails.save')}
            </Button>
            {isDirty ? (
              <Button
                variant="subtle"
                color="gray"
                onClick={() => setTyped({ subject: text.subject, body: text.body })}
              >
                {t('websites.mails.discard')}
              </Button>
            ) : null}
            <SaveState phase={phase} />
          </Group>
          {text.custom ? (
            <Button
              variant="subtle"
              color="gray"
              loading={reset.isPending}
              disabled={isLocked}
              onClick={() => reset.mutate()}
            >
              {t('websites.mails.reset')}
            </Button>
          ) : null}
        </div>
        <Text size="xs" c="dimmed">
          {text.custom && text.updatedAt !== null
            ? t('websites.mails.changed', {
                at: relativeTime(text.updatedAt, Date.now()),
                name: text.updatedBy ?? '',
              })
            : t('websites.mails.standard')}
        </Text>
      </form>
      <TextPreview preview={preview} />
    </>
  );
}
