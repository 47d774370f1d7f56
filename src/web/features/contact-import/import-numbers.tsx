import { useTranslation } from 'react-i18next';
import type { ContactImport } from '../../../contract/contacts.ts';
import classes from './contact-import.module.css';
import { wholeNumber } from './sizes.ts';

/** New, changed, unchanged, with an error. */
export function ImportNumbers({ counts }: { counts: ContactImport['counts'] }) {
  const { t } = useTranslation();
  return (
    <dl className={classes.numbers}>
      {(['new', 'changed', 'same', 'errors'] as const).map((name) => (
        <div key={name} data-errors={(name === 'errors' && counts.errors > 0) || undefined}>
          <dt>{t(`contactImport.counts.${name}`)}</dt>
          <dd>{wholeNumber(counts[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
