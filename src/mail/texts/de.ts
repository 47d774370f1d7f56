import type { MailTexts } from './text.ts';

const gruss = 'Mit freundlichen Grüßen\n{{ firma }}\n';

/** The standard texts in German. */
export const germanTexts: MailTexts = {
  verify_email: {
    subject: 'Bestätigen Sie Ihre E-Mail-Adresse für {{ website }}',
    body: `Guten Tag {{ name }},

schön, dass Sie sich bei {{ website }} angemeldet haben. Mit einem Klick sagen Sie uns, dass diese E-Mail-Adresse Ihnen gehört:

{{ link }}

Haben Sie sich nicht angemeldet? Dann können Sie diese E-Mail löschen; es geschieht nichts.

${gruss}`,
  },
  already_registered: {
    subject: 'Sie haben bereits ein Konto bei {{ website }}',
    body: `Guten Tag {{ name }},

soeben wurde mit dieser E-Mail-Adresse ein Konto bei {{ website }} beantragt. Sie haben schon eines und müssen nichts beantragen. Sie können sich einfach anmelden:

{{ link }}

Passwort vergessen? Wählen Sie beim Anmelden „Passwort vergessen“. Waren Sie das nicht? Dann hat sich nichts geändert und Sie müssen nichts tun.

${gruss}`,
  },
  pending: {
    subject: 'Wir haben Ihre Anfrage für {{ website }} erhalten',
    body: `Guten Tag {{ name }},

vielen Dank für Ihre Anfrage für {{ website }}. {{ firma }} sieht sie sich an und schreibt Ihnen, sobald entschieden ist. Sie müssen jetzt nichts tun.
{% if grund %}
{{ grund }}
{% endif %}
Wie es um Ihre Anfrage steht, sehen Sie hier, ohne sich anzumelden. Der Link ist nur für Sie:

{{ link }}

${gruss}`,
  },
  approved: {
    subject: 'Willkommen bei {{ website }}',
    body: `Guten Tag {{ name }},

gute Nachricht: Sie haben Zugang zu {{ website }}.
{% if grund %}
{{ grund }}
{% endif %}
{% if erstes_mal %}Wählen Sie zuerst ein Passwort. Danach geht es gleich weiter:{% else %}Sie können sich jetzt mit {{ email }} anmelden:{% endif %}

{{ link }}

${gruss}`,
  },
  declined: {
    subject: 'Zu Ihrem Zugang zu {{ website }}',
    body: `Guten Tag {{ name }},

{{ firma }} kann Ihnen zurzeit keinen Zugang zu {{ website }} geben.
{% if grund %}
{{ grund }}
{% endif %}
Glauben Sie, dass das nicht stimmt? Melden Sie sich gern bei uns; wir sehen es uns gemeinsam an.

${gruss}`,
  },
  blocked: {
    subject: 'Ihr Zugang zu {{ website }} wurde gesperrt',
    body: `Guten Tag {{ name }},

{{ firma }} hat Ihren Zugang zu {{ website }} gesperrt. Sie können sich dort jetzt nicht anmelden.
{% if grund %}
{{ grund }}
{% endif %}
Haben Sie eine Frage dazu? Melden Sie sich bitte bei uns.

${gruss}`,
  },
  ended: {
    subject: 'Ihr Zugang zu {{ website }} ist beendet',
    body: `Guten Tag {{ name }},

Ihr Zugang zu {{ website }} ist beendet. Ihre Daten für diese Website wurden dort gelöscht.
{% if grund %}
{{ grund }}
{% endif %}
Stimmt das Ihrer Meinung nach nicht? Melden Sie sich bitte bei uns.

${gruss}`,
  },
  reset_password: {
    subject: 'Ein neues Passwort für {{ website }}',
    body: `Guten Tag {{ name }},

Sie möchten ein neues Passwort für {{ website }}. Wählen Sie es hier:

{{ link }}

Haben Sie das nicht angefordert? Dann müssen Sie nichts tun; Ihr Passwort bleibt, wie es ist.

${gruss}`,
  },
  password_changed: {
    subject: 'Ihr Passwort für {{ website }} wurde geändert',
    body: `Guten Tag {{ name }},

das Passwort, mit dem Sie sich bei {{ website }} anmelden, wurde soeben geändert. Waren Sie das? Dann ist alles in Ordnung.

Waren Sie es nicht? Wählen Sie sofort über „Passwort vergessen“ ein neues Passwort und sagen Sie uns Bescheid:

{{ link }}

${gruss}`,
  },
  email_changed_new: {
    subject: 'Ihre neue E-Mail-Adresse für {{ website }}',
    body: `Guten Tag {{ name }},

ab jetzt melden Sie sich bei {{ website }} mit {{ email }} an.

{% if erstes_mal %}Wählen Sie dafür ein Passwort:{% else %}Sagen Sie uns mit einem Klick, dass diese Adresse Ihnen gehört. Ihr Passwort bleibt gleich:{% endif %}

{{ link }}

${gruss}`,
  },
  email_changed_old: {
    subject: 'Die E-Mail-Adresse Ihres Kontos bei {{ website }} wurde geändert',
    body: `Guten Tag {{ name }},

{{ firma }} hat die E-Mail-Adresse Ihres Kontos bei {{ website }} geändert. Mit dieser Adresse können Sie sich dort nicht mehr anmelden; an Ihre neue Adresse ging ebenfalls eine E-Mail.

Haben Sie das nicht erwartet? Melden Sie sich bitte bei uns.

${gruss}`,
  },
  sign_in_link: {
    subject: 'Anmelden bei {{ website }}',
    body: `Guten Tag {{ name }},

Sie möchten sich bei {{ website }} anmelden. Das geht mit diesem Link, einmal und eine Viertelstunde lang:

{{ link }}

Haben Sie das nicht angefordert? Dann müssen Sie nichts tun; ohne den Link kann niemand etwas damit anfangen.

${gruss}`,
  },
  sign_in_changed: {
    subject: 'An Ihrer Anmeldung bei {{ website }} wurde etwas geändert',
    body: `Guten Tag {{ name }},

{{ was }}

Waren Sie das? Dann ist alles in Ordnung. Waren Sie es nicht? Wählen Sie sofort ein neues Passwort und sagen Sie uns Bescheid:

{{ link }}

${gruss}`,
  },
  deletion_asked: {
    subject: 'Ihr Wunsch, Ihre Daten bei {{ website }} zu löschen',
    body: `Guten Tag {{ name }},

Sie haben uns gebeten, Ihren Zugang zu {{ website }} und die dazugehörigen Daten zu löschen. {{ firma }} entscheidet darüber; Sie hören von uns, wie entschieden wurde.

Haben Sie es sich anders überlegt? Bis dahin können Sie den Wunsch auf „Meine Seite“ zurücknehmen:

{{ link }}

${gruss}`,
  },
  deletion_refused: {
    subject: 'Ihr Wunsch, bei {{ website }} gelöscht zu werden, wurde abgelehnt',
    body: `Guten Tag {{ name }},

Sie haben uns gebeten, Ihren Zugang zu {{ website }} und die dazugehörigen Daten zu löschen. {{ firma }} hat das nicht getan. Der Grund:

{{ grund }}

Alles bleibt, wie es ist. Auf „Meine Seite“ können Sie es nachlesen und erneut darum bitten, wenn sich etwas geändert hat:

{{ link }}

Haben Sie eine Frage? Melden Sie sich bitte bei uns. Sind Sie nicht einverstanden, können Sie sich auch bei der Datenschutzaufsichtsbehörde Ihres Landes beschweren.

${gruss}`,
  },
};
