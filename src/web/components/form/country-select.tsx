import { Select, type SelectProps } from '@mantine/core';
import { useMemo } from 'react';
import { currentLanguage } from '../../i18n/i18n.ts';

/** Codes that Unicode names though no company can be established there. */
const noCountries: ReadonlySet<string> = new Set(['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB']);
const nearby = ['NL', 'BE', 'DE', 'NO', 'GB', 'FR'];
const languageCodes = ['nl', 'en', 'de', 'fr', 'nb', 'da', 'sv', 'fi', 'es', 'it', 'pt', 'pl', 'cs', 'tr'];

/** All countries by name, those nearby first. */
function countries(language: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const all = letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((value) => {
      // Unicode also names codes that were replaced by another one (`DD`, `FX`).
      if (noCountries.has(value) || new Intl.Locale(`und-${value}`).region !== value) return [];
      const label = names.of(value);
      return label === undefined ? [] : [{ value, label }];
    })
    .sort((a, b) => a.label.localeCompare(b.label, language));
  const first = nearby.flatMap((code) => all.filter(({ value }) => value === code));
  return [...first, ...all.filter(({ value }) => !nearby.includes(value))];
}

type CodeSelectProps = Omit<SelectProps, 'data' | 'value' | 'onChange'> & {
  value: string;
  onChange: (value: string) => void;
};

/** Chooses a country by its name; gives the ISO 3166-1 code, or an empty text. */
export function CountrySelect({ value, onChange, ...rest }: CodeSelectProps) {
  const language = currentLanguage();
  const data = useMemo(() => countries(language), [language]);
  return (
    <Select
      searchable
      clearable
      data={data}
      value={value === '' ? null : value}
      onChange={(code) => onChange(code ?? '')}
      {...rest}
    />
  );
}

/** Chooses the language to write to somebody in; keeps a code that is not in the list. */
export function LanguageSelect({ value, onChange, ...rest }: CodeSelectProps) {
  const language = currentLanguage();
  const data = useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'language' });
    const codes = value === '' || languageCodes.includes(value) ? languageCodes : [...languageCodes, value];
    return codes.map((code) => ({ value: code, label: languageName(names, code) }));
  }, [language, value]);
  return (
    <Select
      searchable
      clearable
      data={data}
      value={value === '' ? null : value}
      onChange={(code) => onChange(code ?? '')}
      {...rest}
    />
  );
}

function languageName(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code; // Registers hold codes that are none.
  }
}
