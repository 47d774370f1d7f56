import type { ReactNode } from 'react';
import classes from './preview.module.css';

interface PreviewFieldProps {
  label: string;
  /** Word behind the label of what need not be filled in. */
  optional?: string | undefined;
  hint?: string | undefined;
  /** What stands in the box. */
  value?: string | undefined;
  isList?: boolean;
}

export function PreviewField({ label, optional, hint, value = '', isList = false }: PreviewFieldProps) {
  return (
    <div className={classes.field}>
      <PreviewLabel label={label} optional={optional} />
      <div className={classes.input} data-list={isList || undefined}>
        {value}
      </div>
      <PreviewHint>{hint}</PreviewHint>
    </div>
  );
}

export function PreviewLabel({ label, optional }: Pick<PreviewFieldProps, 'label' | 'optional'>) {
  return (
    <div className={classes.label}>
      {label}
      {optional === undefined ? null : <span> ({optional})</span>}
    </div>
  );
}

export function PreviewHint({ children }: { children: string | undefined }) {
  return children === undefined || children === '' ? null : <div className={classes.hint}>{children}</div>;
}

interface PreviewTickProps extends Pick<PreviewFieldProps, 'label' | 'optional' | 'hint'> {
  round?: boolean;
  link?: string | undefined;
}

export function PreviewTick({ label, optional, hint, link, round = false }: PreviewTickProps) {
  return (
    <div className={classes.tick}>
      <span className={classes.box} data-round={round || undefined} />
      <span>
        {label}
        {optional === undefined ? null : <span className={classes.optional}> ({optional})</span>}
        {link === undefined ? null : <span className={classes.linkLine}>{link}</span>}
        <PreviewHint>{hint}</PreviewHint>
      </span>
    </div>
  );
}

export function PreviewButton({ quiet = false, children }: { quiet?: boolean; children: ReactNode }) {
  return <div className={quiet ? classes.quietButton : classes.button}>{children}</div>;
}
