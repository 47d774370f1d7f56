import type en from '../en/explain.ts';
import type { SameKeys } from '../same-keys.ts';

export default {
  title: 'Komt iemand binnen?',
  text: 'Een e-mailadres en, als u wilt, een pagina: u ziet elke regel waar de toegangspoort naar kijkt, en wat eraan te doen is.',
  accountTitle: 'Waarom komt {{email}} (niet) binnen bij {{website}}?',
  email: 'E-mailadres',
  page: 'Pagina',
  pageHint: 'Gekopieerd uit de browser, of alleen het deel na de hostnaam. Leeg: wat er gesloten is.',
  pagePlaceholder: '/prijzen',
  ask: 'Nagaan',
  empty: 'Er is nog naar niemand gevraagd.',
  allowed: 'Ja: deze persoon komt binnen.',
  openKnown: 'Ja: deze pagina is open voor iedereen. Na inloggen hoort de website wie het is.',
  openGuest:
    'Ja: deze pagina is open voor iedereen. De website hoort niet wie het is; hieronder ziet u waarom.',
  refused: 'Nee: deze persoon komt niet binnen.',
  person: 'Of de website hoort wie het is',
  sides: 'Zoals het is',
  office: 'Hier, in het kantoor',
  published: 'Op de website',
  same: 'Op de website is het net zo.',
  differs: 'Op de website is het anders tot Website bijwerken.',
  never: 'Naar deze website is nog niets gepubliceerd: er staat nog geen toegangspoort voor.',
  waits: 'wacht op Website bijwerken',
  passed: 'ja',
  failed: 'nee',
  neutral: 'ter informatie',
  account: 'Account van {{name}} ({{number}})',
  application: 'Een registratie van dit adres wacht op uw beslissing',
} satisfies SameKeys<typeof en>;
