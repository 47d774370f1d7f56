import { ActionIcon, Text, UnstyledButton } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconChevronDown,
  IconCircleDot,
  IconFileCheck,
  IconForms,
  IconGripVertical,
  IconSquareCheck,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ExtraField } from '../../../../contract/website-settings.ts';
import { useIsLocked } from '../licence-notice.tsx';
import classes from './sign-up-form.module.css';

const icons = {
  text: IconForms,
  choice: IconCircleDot,
  tick: IconSquareCheck,
  consent: IconFileCheck,
} as const;

export function KindIcon({ kind }: { kind: ExtraField['kind'] }) {
  const Icon = icons[kind];
  return <Icon size={17} stroke={1.6} aria-hidden />;
}

interface QuestionRowProps {
  field: ExtraField;
  name: string;
  isOpen: boolean;
  isFirst: boolean;
  isLast: boolean;
  onToggle: () => void;
  /** By how many places, up is negative. */
  onMove: (by: number) => void;
  onRemove: () => void;
  onDrag: (isDragged: boolean) => void;
}

/** One question in short: its kind and words, a handle and buttons to move it, and away with it. */
export function QuestionRow(props: QuestionRowProps) {
  const { field, name, isOpen, isFirst, isLast, onToggle, onMove, onRemove, onDrag } = props;
  const { t } = useTranslation();
  const isLocked = useIsLocked();
  return (
    <div className={classes.row}>
      <span
        className={classes.handle}
        draggable={!isLocked}
        aria-hidden
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', name);
          onDrag(true);
        }}
        onDragEnd={() => onDrag(false)}
      >
        <IconGripVertical size={16} />
      </span>
      <UnstyledButton
        className={classes.question}
        aria-expanded={isOpen}
        title={t('signUpForm.extra.keysHint')}
        onClick={onToggle}
        onKeyDown={(event) => {
          if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
          event.preventDefault();
          onMove(event.key === 'ArrowUp' ? -1 : 1);
        }}
      >
        <KindIcon kind={field.kind} />
        <span className={classes.questionName}>{name}</span>
        <Text span size="xs" c="dimmed" className={classes.questionKind}>
          {t(`signUpForm.kinds.${field.kind}.name`)}
          {field.required ? ` · ${t('signUpForm.extra.required')}` : ''}
        </Text>
        <IconChevronDown size={15} aria-hidden className={classes.chevron} />
      </UnstyledButton>
      <ActionIcon
        size={30}
        aria-label={t('signUpForm.extra.up', { label: name })}
        disabled={isFirst}
        onClick={() => onMove(-1)}
      >
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        size={30}
        aria-label={t('signUpForm.extra.down', { label: name })}
        disabled={isLast}
        onClick={() => onMove(1)}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
      <ActionIcon size={30} aria-label={t('signUpForm.extra.remove', { label: name })} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}
