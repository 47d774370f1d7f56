import type { VisitorLanguage } from '../../core/language.ts';
import type { Visit } from './visit.ts';

/** Countries to choose from: Europe, and where else our users' customers mostly are. */
const countries =
  'NL BE DE LU FR GB IE AT CH IT ES PT DK SE NO FI IS PL CZ SK HU SI HR RO BG GR EE LV LT MT CY TR UA US CA SR AW CW ZA'.split(
    ' ',
  );

/** The countries in the visitor's language, and the one that was chosen before where it is none of them. */
export function countryOptions(visit: Visit, chosen: string): { value: string; label: string }[] {
  const codes = chosen === '' || countries.includes(chosen) ? countries : [...countries, chosen];
  return [
    { value: '', label: visit.say('countryNone') },
    ...codes.map((code) => ({ value: code, label: countryName(code, visit.language) })),
  ];
}

const namesOfCountries = {
  nl: new Intl.DisplayNames('nl', { type: 'region', fallback: 'code' }),
  en: new Intl.DisplayNames('en', { type: 'region', fallback: 'code' }),
  de: new Intl.DisplayNames('de', { type: 'region', fallback: 'code' }),
  no: new Intl.DisplayNames('nb', { type: 'region', fallback: 'code' }),
};

function countryName(code: string, language: VisitorLanguage): string {
  return /^[A-Z]{2}$/.test(code) ? (namesOfCountries[language].of(code) ?? code) : code;
}
