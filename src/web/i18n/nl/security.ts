import type en from '../en/security.ts';
import type { SameKeys } from '../same-keys.ts';

export default {
  many: {
    sign_in_failed: '{{count}} mislukte pogingen om in te loggen',
    sign_in_refused: '{{count}} keer inloggen geweigerd: geen toegang',
    sign_in_unverified: '{{count}} keer inloggen met een adres dat nog niet bevestigd is',
    slowed_down: 'Te veel pogingen: {{count}} keer tegengehouden',
    second_factor_failed: '{{count}} verkeerde codes bij de tweede stap',
    password_reset_asked: '{{count}} keer een nieuw wachtwoord aangevraagd',
    sign_in_link_asked: '{{count}} keer een link om in te loggen aangevraagd',
    foreign_form: '{{count}} formulieren van een vreemde website geweigerd',
  },
  times: '{{act}} ({{count}} keer)',
  other: 'Iets anders bij de poort: {{name}}',
  from: 'vanaf {{network}}',
  between: 'tussen {{from}} en {{to}}',
  with: 'met {{means}}',
  rotation: {
    planned: 'gepland; nieuwe sleutel {{kid}}',
    at_once: 'meteen: de oude sleutel telt niet meer; nieuwe sleutel {{kid}}',
  },
  means: {
    password: 'wachtwoord',
    link: 'link per mail',
    passkey: 'passkey',
    totp: 'code uit een app',
    recovery_code: 'herstelcode',
    sign_up: 'aanmelding',
    app: 'code uit een app',
  },
} satisfies SameKeys<typeof en>;
