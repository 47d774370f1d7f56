import { Textarea } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';

interface LinesFieldProps {
  label: string;
  description: string;
  placeholder: string;
  value: readonly string[];
  onChange: (lines: string[]) => void;
  error: ReactNode;
  /** Under which name the form finds it. */
  path: string;
}

/** A list, one a line; empty lines count for nothing. */
export function LinesField({ value, onChange, path, ...rest }: LinesFieldProps) {
  const [text, setText] = useState(() => value.join('\n'));
  useEffect(() => {
    setText((old) => (same(linesOf(old), value) ? old : value.join('\n')));
  }, [value]);
  return (
    <Textarea
      {...rest}
      data-path={path}
      autosize
      minRows={2}
      maxRows={8}
      spellCheck={false}
      autoCapitalize="off"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(linesOf(event.currentTarget.value));
      }}
    />
  );
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}
