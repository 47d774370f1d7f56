import { Alert, Anchor, Button, Menu, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExtraField } from '../../../../contract/website-settings.ts';
import { toastDone } from '../../../components/toast.tsx';
import type { WebsiteForm } from '../fields/website-labels.ts';
import { mostQuestions, movedTo, newQuestion, questionKinds, questionName } from './own-question.ts';
import { QuestionEditor } from './question-editor.tsx';
import { KindIcon, QuestionRow } from './question-row.tsx';
import classes from './sign-up-form.module.css';

interface OwnQuestionsProps {
  form: WebsiteForm;
  /** The questions as they are saved. */
  saved: readonly ExtraField[];
}

/** The website's own questions: added, changed in place, moved by mouse or keyboard, removed with a way back. */
export function OwnQuestions({ form, saved }: OwnQuestionsProps) {
  const { t } = useTranslation();
  const { values, errors, failures } = form;
  const questions = values.signUpForm.extra;
  const [openKey, setOpenKey] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [draggedKey, setDraggedKey] = useState<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const nameOf = (field: ExtraField) =>
    questionName(field, values.language) || t('signUpForm.extra.untitled');

  // What is wrong must be seen: the first question with an error opens after a try to save.
  const wrongIndex = Object.keys(errors)
    .map((path) => /^signUpForm\.extra\.(\d+)\./.exec(path)?.[1])
    .find((index) => index !== undefined);
  const wrongKey = wrongIndex === undefined ? undefined : questions[Number(wrongIndex)]?.key;
  const failuresSeen = useRef(failures);
  useEffect(() => {
    if (failures === failuresSeen.current) return;
    failuresSeen.current = failures;
    if (wrongKey !== undefined) setOpenKey(wrongKey);
  }, [failures, wrongKey]);

  const set = (next: ExtraField[]) => {
    form.setFieldValue('signUpForm.extra', next);
    // Errors are kept by place, and places have changed.
    for (const path of Object.keys(errors))
      if (path.startsWith('signUpForm.extra.')) form.clearFieldError(path);
  };
  const move = (from: number, to: number) => {
    const field = questions[from];
    if (field === undefined || to < 0 || to >= questions.length) return;
    set(movedTo(questions, from, to));
    setSaid(t('signUpForm.extra.moved', { label: nameOf(field), position: to + 1, count: questions.length }));
  };
  const remove = (index: number) => {
    const field = questions[index];
    if (field === undefined) return;
    set(questions.toSpliced(index, 1));
    toastDone(t('signUpForm.extra.removed', { label: nameOf(field) }), () =>
      set(form.getValues().signUpForm.extra.toSpliced(index, 0, field)),
    );
    const next = questions[index + 1] ?? questions[index - 1];
    requestAnimationFrame(() => {
      const row = next === undefined ? null : list.current?.querySelector(`[data-question="${next.key}"]`);
      row?.querySelector<HTMLElement>('button')?.focus();
    });
  };
  const gone = saved.filter(({ key }) => questions.every((field) => field.key !== key));
  return (
    <div className={classes.own}>
      {questions.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('signUpForm.extra.none')}
        </Text>
      ) : (
        <ol className={classes.questions} ref={list}>
          {questions.map((field, index) => (
            <li
              key={field.key}
              data-question={field.key}
              data-dragged={field.key === draggedKey || undefined}
              onDragOver={(event) => {
                if (draggedKey === null) return;
                event.preventDefault();
                const from = questions.findIndex(({ key }) => key === draggedKey);
                if (from !== index) set(movedTo(questions, from, index));
              }}
              onDrop={(event) => event.preventDefault()}
            >
              <QuestionRow
                field={field}
                name={nameOf(field)}
                isOpen={field.key === openKey}
                isFirst={index === 0}
                isLast={index === questions.length - 1}
                onToggle={() => setOpenKey(field.key === openKey ? null : field.key)}
                onMove={(by) => move(index, index + by)}
                onRemove={() => remove(index)}
                onDrag={(isDragged) => setDraggedKey(isDragged ? field.key : null)}
              />
              {field.key === openKey ? (
                <QuestionEditor form={form} index={index} onDone={() => setOpenKey(null)} />
              ) : null}
            </li>
          ))}
        </ol>
      )}
      <div className="only-heard" aria-live="polite">
        {said}
      </div>
      {gone.length === 0 ? null : (
        <Alert color="blue" role="note" py={8}>
          {t('signUpForm.extra.gone', {
            count: gone.length,
            labels: gone
              .map((field) => (gone.length === 1 ? nameOf(field) : `“${nameOf(field)}”`))
              .join(', '),
          })}{' '}
          <Anchor
            component="button"
            type="button"
            size="sm"
            underline="always"
            onClick={() => set([...questions, ...gone].slice(0, mostQuestions))}
          >
            {t('signUpForm.extra.goneUndo')}
          </Anchor>
        </Alert>
      )}
      {questions.length >= mostQuestions ? (
        <Text size="sm" c="dimmed">
          {t('signUpForm.extra.most')}
        </Text>
      ) : (
        <Menu position="bottom-start" width={340}>
          <Menu.Target>
            <Button variant="default" size="xs" leftSection={<IconPlus size={15} />}>
              {t('signUpForm.extra.add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {questionKinds.map((kind) => (
              <Menu.Item
                key={kind}
                leftSection={<KindIcon kind={kind} />}
                onClick={() => {
                  const field = newQuestion(kind);
                  set([...questions, field]);
                  setOpenKey(field.key);
                }}
              >
                {t(`signUpForm.kinds.${kind}.name`)}
                <Text size="xs" c="dimmed">
                  {t(`signUpForm.kinds.${kind}.hint`)}
                </Text>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
