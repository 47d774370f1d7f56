import { Radio, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './fields.module.css';

export interface Choice<Value extends string> {
  value: Value;
  name: string;
  text: string;
  /** What belongs to this choice, shown below it while it is chosen. */
  detail?: ReactNode;
}

interface ChoiceCardsProps<Value extends string> {
  label: string;
  /** The name stands as a heading above already. */
  hideLabel?: boolean;
  choices: readonly Choice<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  disabled?: boolean;
}

/** One of a few, each with its explanation. */
export function ChoiceCards<Value extends string>(props: ChoiceCardsProps<Value>) {
  const { label, hideLabel = false, choices, value, onChange, disabled = false } = props;
  return (
    <Radio.Group
      {...(hideLabel ? { 'aria-label': label } : { label })}
      value={value}
      onChange={(next) => {
        const chosen = choices.find((choice) => choice.value === next);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      <div className={classes.choices}>
        {choices.map((choice) => (
          <div
            key={choice.value}
            className={classes.choice}
            data-chosen={choice.value === value || undefined}
          >
            <Radio
              value={choice.value}
              disabled={disabled}
              label={
                <>
                  <span className={classes.choiceName}>{choice.name}</span>
                  <span className="only-heard">: </span>
                  <span className={classes.choiceText}>{choice.text}</span>
                </>
              }
              classNames={{
                body: classes.choiceBody ?? '',
                labelWrapper: classes.choiceWrapper ?? '',
                label: classes.choiceLabel ?? '',
              }}
            />
            {choice.detail === undefined || choice.value !== value ? null : (
              <div className={classes.detail}>{choice.detail}</div>
            )}
          </div>
        ))}
      </div>
    </Radio.Group>
  );
}

/** A part of a form with its heading. */
export function FormPart({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <div>
        <h2 className={classes.partTitle}>{title}</h2>
        {text === undefined ? null : (
          <Text size="sm" c="dimmed">
            {text}
          </Text>
        )}
      </div>
      {children}
    </section>
  );
}
