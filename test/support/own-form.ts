import { signUpForm } from '../../src/contract/website-settings.ts';

/** A sign-up form with a field of each kind: some standard ones hidden, one required, five of the website's own. */
export const ownForm = signUpForm.parse({
  standard: {
    companyName: 'required',
    phone: 'hidden',
    vatNo: 'required',
    street: 'hidden',
    town: 'optional',
  },
  extra: [
    {
      key: 'branche',
      kind: 'choice',
      label: { nl: 'Branche', de: 'Branche' },
      required: true,
      options: [
        { value: 'bouw', label: { nl: 'Bouw', de: 'Bau' } },
        { value: 'horeca', label: { nl: 'Horeca' } },
      ],
    },
    {
      key: 'omzet',
      kind: 'choice',
      label: { nl: 'Inkoop per jaar' },
      required: false,
      options: ['1', '2', '3', '4', '5'].map((value) => ({ value, label: { nl: `Klasse ${value}` } })),
    },
    {
      key: 'klantnummer',
      kind: 'text',
      label: { nl: 'Uw klantnummer', en: 'Your customer number' },
      hint: { nl: 'Staat op elke factuur.' },
      required: false,
    },
    { key: 'nieuws', kind: 'tick', label: { nl: 'Houd mij op de hoogte' }, required: false },
    {
      key: 'voorwaarden',
      kind: 'consent',
      label: { nl: 'Ik ga akkoord met de voorwaarden', en: 'I agree to the terms' },
      required: true,
      link: 'https://jansen.example/voorwaarden?v=3&taal=nl',
    },
  ],
});

/** What fills in the required ones of them. */
export const ownAnswers = {
  companyName: 'Bakker Techniek',
  vatNo: 'NL001234567B01',
  'own-branche': 'bouw',
  'own-voorwaarden': 'yes',
};
