import { ActionIcon, Button, Input, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExtraField } from '../../../../contract/website-settings.ts';
import type { WebsiteForm } from '../fields/website-labels.ts';
import { newOption } from './own-question.ts';
import classes from './sign-up-form.module.css';

const mostOptions = 50;

/** What can be chosen, one a line; what stands here is also what is kept of an answer. */
export function OptionsField({ form, index }: { form: WebsiteForm; index: number }) {
  const { t } = useTranslation();
  const box = useRef<HTMLFieldSetElement>(null);
  const path = `signUpForm.extra.${index}` as const;
  const own = form.values.language;
  const options = form.values.signUpForm.extra[index]?.options ?? [];
  const set = (next: ExtraField['options']) => {
    form.setFieldValue(`${path}.options`, next);
    for (const name of Object.keys(form.errors))
      if (name.startsWith(`${path}.options`)) form.clearFieldError(name);
  };
  const focus = (at: number) =>
    requestAnimationFrame(() => box.current?.querySelectorAll('input')[Math.max(0, at)]?.focus());
  const add = (at: number) => {
    if (options.length >= mostOptions) return;
    set(options.toSpliced(at, 0, newOption()));
    focus(at);
  };
  const remove = (at: number) => {
    set(options.toSpliced(at, 1));
    focus(at - 1);
  };
  return (
    <Input.Wrapper
      labelElement="div"
      label={t('signUpForm.editor.options')}
      description={t('signUpForm.editor.optionsHint')}
      error={form.errors[`${path}.options`]}
    >
      <fieldset
        ref={box}
        className={classes.options}
        aria-label={t('signUpForm.editor.options')}
        data-path={`${path}.options`}
        tabIndex={-1}
      >
        {options.map((option, at) => (
          // An answer is known by its place while it is being written.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={at} className={classes.option}>
            <TextInput
              aria-label={t('signUpForm.editor.option', { number: at + 1 })}
              lang={own}
              autoComplete="off"
              maxLength={100}
              flex={1}
              {...form.getInputProps(`${path}.options.${at}.value`)}
              // What is kept is also what stands there in the website's language.
              onChange={({ currentTarget: { value } }) => {
                form.setFieldValue(`${path}.options.${at}.value`, value);
                form.setFieldValue(`${path}.options.${at}.label.${own}`, value);
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter') {
                  event.preventDefault();
                  add(at + 1);
                } else if (event.key === 'Backspace' && option.value === '' && options.length > 2) {
                  event.preventDefault();
                  remove(at);
                }
              }}
            />
            <ActionIcon
              size={30}
              aria-label={t('signUpForm.editor.removeOption', { label: option.value || at + 1 })}
              disabled={options.length <= 2}
              onClick={() => remove(at)}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        ))}
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          disabled={options.length >= mostOptions}
          onClick={() => add(options.length)}
        >
          {t('signUpForm.editor.addOption')}
        </Button>
      </fieldset>
    </Input.Wrapper>
  );
}
