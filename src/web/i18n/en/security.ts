/** What visitors did around signing in, as the audit log and a contact's timeline tell of it. */
export default {
  many: {
    sign_in_failed: '{{count}} failed attempts to sign in',
    sign_in_refused: '{{count}} sign-ins refused: no access',
    sign_in_unverified: '{{count}} sign-ins with an address that is not confirmed yet',
    slowed_down: 'Too many attempts: held back {{count}} times',
    second_factor_failed: '{{count}} wrong codes at the second step',
    password_reset_asked: 'New password asked for {{count}} times',
    sign_in_link_asked: 'Link to sign in asked for {{count}} times',
    foreign_form: '{{count}} forms of a foreign website refused',
  },
  times: '{{act}} ({{count}} times)',
  other: 'Something else at the gate: {{name}}',
  from: 'from {{network}}',
  between: 'between {{from}} and {{to}}',
  with: 'with {{means}}',
  rotation: {
    planned: 'planned; new key {{kid}}',
    at_once: 'at once: the old key counts no longer; new key {{kid}}',
  },
  means: {
    password: 'password',
    link: 'link by mail',
    passkey: 'passkey',
    totp: 'code from an app',
    recovery_code: 'recovery code',
    sign_up: 'sign-up',
    app: 'code from an app',
  },
} as const;
