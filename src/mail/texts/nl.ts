import type { MailTexts } from './text.ts';

const groet = 'Met vriendelijke groet,\n{{ bedrijf }}\n';

/** The standard texts in Dutch. */
export const dutchTexts: MailTexts = {
  verify_email: {
    subject: 'Bevestig uw e-mailadres voor {{ website }}',
    body: `Beste {{ naam }},

Fijn dat u zich hebt aangemeld bij {{ website }}. Met één klik laat u ons weten dat dit e-mailadres van u is:

{{ link }}

Hebt u zich niet aangemeld? Dan kunt u deze e-mail weggooien; er gebeurt dan niets.

${groet}`,
  },
  already_registered: {
    subject: 'U hebt al een account bij {{ website }}',
    body: `Beste {{ naam }},

Zojuist is er met dit e-mailadres een account aangevraagd bij {{ website }}. Dat hebt u al, dus u hoeft niets aan te vragen. U kunt gewoon inloggen:

{{ link }}

Weet u het wachtwoord niet meer? Kies dan bij het inloggen voor "Wachtwoord vergeten". Was u het niet? Dan is er niets veranderd en hoeft u niets te doen.

${groet}`,
  },
  pending: {
    subject: 'We hebben uw aanmelding voor {{ website }} ontvangen',
    body: `Beste {{ naam }},

Dank u wel voor uw aanmelding bij {{ website }}. {{ bedrijf }} kijkt ernaar en laat het u per e-mail weten zodra er een besluit is. U hoeft nu niets te doen.
{% if reden %}
{{ reden }}
{% endif %}
Hoe het met uw aanvraag staat, ziet u hier, zonder in te loggen. De link is alleen voor u:

{{ link }}

${groet}`,
  },
  approved: {
    subject: 'Welkom bij {{ website }}',
    body: `Beste {{ naam }},

Goed nieuws: u hebt toegang tot {{ website }}.
{% if reden %}
{{ reden }}
{% endif %}
{% if eerste_keer %}Kies eerst een wachtwoord. Daarna kunt u meteen verder:{% else %}U kunt nu inloggen met {{ emailadres }}:{% endif %}

{{ link }}

${groet}`,
  },
  declined: {
    subject: 'Over uw toegang tot {{ website }}',
    body: `Beste {{ naam }},

{{ bedrijf }} kan u op dit moment geen toegang geven tot {{ website }}.
{% if reden %}
{{ reden }}
{% endif %}
Denkt u dat dit niet klopt? Neem dan gerust contact met ons op; we kijken er graag samen naar.

${groet}`,
  },
  blocked: {
    subject: 'Uw toegang tot {{ website }} is geblokkeerd',
    body: `Beste {{ naam }},

{{ bedrijf }} heeft uw toegang tot {{ website }} geblokkeerd. U kunt daar nu niet inloggen.
{% if reden %}
{{ reden }}
{% endif %}
Hebt u hier een vraag over? Neem dan contact met ons op.

${groet}`,
  },
  ended: {
    subject: 'Uw toegang tot {{ website }} is beëindigd',
    body: `Beste {{ naam }},

Uw toegang tot {{ website }} is beëindigd. Uw gegevens voor deze website zijn daar verwijderd.
{% if reden %}
{{ reden }}
{% endif %}
Klopt dit volgens u niet? Neem dan contact met ons op.

${groet}`,
  },
  reset_password: {
    subject: 'Een nieuw wachtwoord voor {{ website }}',
    body: `Beste {{ naam }},

U wilt een nieuw wachtwoord voor {{ website }}. Kies het hier:

{{ link }}

Hebt u hier niet om gevraagd? Dan hoeft u niets te doen; uw wachtwoord blijft zoals het is.

${groet}`,
  },
  password_changed: {
    subject: 'Uw wachtwoord voor {{ website }} is gewijzigd',
    body: `Beste {{ naam }},

Het wachtwoord waarmee u inlogt bij {{ website }} is zojuist gewijzigd. Was u dat zelf? Dan is alles in orde.

Was u het niet? Kies dan meteen een nieuw wachtwoord via "Wachtwoord vergeten" en laat het ons weten:

{{ link }}

${groet}`,
  },
  email_changed_new: {
    subject: 'Uw nieuwe e-mailadres voor {{ website }}',
    body: `Beste {{ naam }},

Voortaan logt u bij {{ website }} in met {{ emailadres }}.

{% if eerste_keer %}Kies hiervoor een wachtwoord:{% else %}Laat ons met één klik weten dat dit adres van u is. Uw wachtwoord blijft hetzelfde:{% endif %}

{{ link }}

${groet}`,
  },
  email_changed_old: {
    subject: 'Het e-mailadres van uw account bij {{ website }} is gewijzigd',
    body: `Beste {{ naam }},

{{ bedrijf }} heeft het e-mailadres van uw account bij {{ website }} gewijzigd. Met dit adres kunt u daar niet meer inloggen; op uw nieuwe adres hebt u ook een e-mail gekregen.

Had u dit niet verwacht? Neem dan contact met ons op.

${groet}`,
  },
  sign_in_link: {
    subject: 'Inloggen bij {{ website }}',
    body: `Beste {{ naam }},

U wilt inloggen bij {{ website }}. Dat kan met deze link, één keer en een kwartier lang:

{{ link }}

Hebt u hier niet om gevraagd? Dan hoeft u niets te doen; zonder de link kan niemand er iets mee.

${groet}`,
  },
  sign_in_changed: {
    subject: 'Er is iets veranderd aan uw inloggen bij {{ website }}',
    body: `Beste {{ naam }},

{{ wat }}

Was u dat zelf? Dan is alles in orde. Was u het niet? Kies dan meteen een nieuw wachtwoord en laat het ons weten:

{{ link }}

${groet}`,
  },
  deletion_asked: {
    subject: 'Uw verzoek om uw gegevens bij {{ website }} te wissen',
    body: `Beste {{ naam }},

U hebt gevraagd uw toegang tot {{ website }} en de gegevens die erbij horen te wissen. {{ bedrijf }} beslist erover; u krijgt bericht over het besluit.

Bedenkt u zich? Tot die tijd kunt u het verzoek op Mijn pagina intrekken:

{{ link }}

${groet}`,
  },
  deletion_refused: {
    subject: 'Uw verzoek om verwijdering bij {{ website }} is niet ingewilligd',
    body: `Beste {{ naam }},

U hebt gevraagd uw toegang tot {{ website }} en de gegevens die erbij horen te wissen. {{ bedrijf }} heeft dat niet gedaan. De reden:

{{ reden }}

Alles blijft zoals het is. Op Mijn pagina leest u het na, en kunt u het opnieuw vragen als er iets is veranderd:

{{ link }}

Hebt u een vraag? Neem dan contact met ons op. Bent u het er niet mee eens, dan kunt u ook een klacht indienen bij de privacytoezichthouder van uw land.

${groet}`,
  },
};
