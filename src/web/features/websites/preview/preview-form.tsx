import { choosableFields, type ExtraField } from '../../../../contract/website-settings.ts';
import type { VisitorLanguage } from '../../../../core/language.ts';
import { ownerWords } from '../../../../core/owner-words.ts';
import type { WebsiteValues } from '../website-values.ts';
import classes from './preview.module.css';
import { PreviewField, PreviewHint, PreviewLabel, PreviewTick } from './preview-parts.tsx';
import type { PreviewWord } from './preview-words.ts';

/** Details of a company and its address that are folded away where they need not be filled in. */
const foldable: readonly string[] = ['street', 'postcode', 'town', 'country', 'registrationNo', 'vatNo'];
/** With so few answers all are seen at once. */
const fewOptions = 4;

interface PreviewFormProps {
  values: WebsiteValues;
  language: VisitorLanguage;
  say: (word: PreviewWord) => string;
}

/** The sign-up form in the order in which the gate draws it. */
export function PreviewForm({ values, language, say }: PreviewFormProps) {
  const { standard, extra } = values.signUpForm;
  const asked = choosableFields.filter((name) => standard[name] !== 'hidden');
  const folded = asked.filter((name) => foldable.includes(name) && standard[name] === 'optional');
  const shown = asked.filter((name) => !folded.includes(name));
  const drawn = (field: ExtraField) => (
    <OwnField key={field.key} field={field} values={values} language={language} say={say} />
  );
  return (
    <>
      <PreviewField label={say('firstName')} />
      <PreviewField label={say('lastName')} />
      <PreviewField label={say('email')} />
      {shown.map((name) => (
        <PreviewField
          key={name}
          label={say(name)}
          optional={standard[name] === 'required' ? undefined : say('optional')}
          isList={name === 'country'}
        />
      ))}
      {extra.filter(({ kind }) => kind !== 'consent').map(drawn)}
      <PreviewField label={say('choosePassword')} />
      {folded.length === 0 ? null : <div className={classes.folded}>▸ {say('moreDetails')}</div>}
      {extra.filter(({ kind }) => kind === 'consent').map(drawn)}
    </>
  );
}

function OwnField({ field, values, language, say }: PreviewFormProps & { field: ExtraField }) {
  const own = (words: ExtraField['label']) => ownerWords(words, language, values.language);
  const label = own(field.label) || '…';
  const hint = own(field.hint);
  const optional = field.required ? undefined : say('optional');
  switch (field.kind) {
    case 'text':
      return <PreviewField label={label} hint={hint} optional={optional} />;
    case 'choice':
      if (field.options.length > fewOptions)
        return <PreviewField label={label} hint={hint} optional={optional} value={say('chooseOne')} isList />;
      return (
        <div className={classes.field}>
          <PreviewLabel label={label} optional={optional} />
          {field.options.map((option, index) => (
            // An answer has no name of its own while it is being written.
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells them apart
            <PreviewTick key={index} round label={own(option.label) || option.value || '…'} />
          ))}
          <PreviewHint>{hint}</PreviewHint>
        </div>
      );
    case 'tick':
      return <PreviewTick label={label} hint={hint} optional={optional} />;
    case 'consent':
      return (
        <PreviewTick
          label={label}
          hint={hint}
          optional={optional}
          link={field.link === '' ? undefined : say('readTerms')}
        />
      );
  }
}
