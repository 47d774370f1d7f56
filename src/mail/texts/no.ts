import type { MailTexts } from './text.ts';

const hilsen = 'Vennlig hilsen\n{{ bedrift }}\n';

/** The standard texts in Norwegian (Bokmål). */
export const norwegianTexts: MailTexts = {
  verify_email: {
    subject: 'Bekreft e-postadressen din for {{ nettsted }}',
    body: `Hei {{ navn }},

Takk for at du registrerte deg hos {{ nettsted }}. Med ett klikk forteller du oss at denne e-postadressen er din:

{{ lenke }}

Har du ikke registrert deg? Da kan du slette denne e-posten; det skjer ingenting.

${hilsen}`,
  },
  already_registered: {
    subject: 'Du har allerede en konto hos {{ nettsted }}',
    body: `Hei {{ navn }},

Noen ba nettopp om en konto hos {{ nettsted }} med denne e-postadressen. Du har allerede en, så du trenger ikke be om noe. Du kan bare logge inn:

{{ lenke }}

Glemt passordet? Velg «Glemt passord» når du logger inn. Var det ikke deg? Da er ingenting endret, og du trenger ikke gjøre noe.

${hilsen}`,
  },
  pending: {
    subject: 'Vi har mottatt søknaden din for {{ nettsted }}',
    body: `Hei {{ navn }},

Takk for søknaden din for {{ nettsted }}. {{ bedrift }} ser på den og skriver til deg så snart den er avgjort. Du trenger ikke gjøre noe nå.
{% if begrunnelse %}
{{ begrunnelse }}
{% endif %}
Her kan du se hvordan det går med søknaden, uten å logge inn. Lenken er bare for deg:

{{ lenke }}

${hilsen}`,
  },
  approved: {
    subject: 'Velkommen til {{ nettsted }}',
    body: `Hei {{ navn }},

Gode nyheter: Du har tilgang til {{ nettsted }}.
{% if begrunnelse %}
{{ begrunnelse }}
{% endif %}
{% if forste_gang %}Velg først et passord. Så kan du gå rett videre:{% else %}Du kan nå logge inn med {{ epost }}:{% endif %}

{{ lenke }}

${hilsen}`,
  },
  declined: {
    subject: 'Om tilgangen din til {{ nettsted }}',
    body: `Hei {{ navn }},

{{ bedrift }} kan ikke gi deg tilgang til {{ nettsted }} nå.
{% if begrunnelse %}
{{ begrunnelse }}
{% endif %}
Mener du at dette ikke stemmer? Ta gjerne kontakt, så ser vi på det sammen.

${hilsen}`,
  },
  blocked: {
    subject: 'Tilgangen din til {{ nettsted }} er sperret',
    body: `Hei {{ navn }},

{{ bedrift }} har sperret tilgangen din til {{ nettsted }}. Du kan ikke logge inn der nå.
{% if begrunnelse %}
{{ begrunnelse }}
{% endif %}
Har du spørsmål om dette? Ta kontakt med oss.

${hilsen}`,
  },
  ended: {
    subject: 'Tilgangen din til {{ nettsted }} er avsluttet',
    body: `Hei {{ navn }},

Tilgangen din til {{ nettsted }} er avsluttet. Opplysningene dine for dette nettstedet er slettet der.
{% if begrunnelse %}
{{ begrunnelse }}
{% endif %}
Mener du at dette ikke stemmer? Ta kontakt med oss.

${hilsen}`,
  },
  reset_password: {
    subject: 'Nytt passord for {{ nettsted }}',
    body: `Hei {{ navn }},

Du vil ha et nytt passord for {{ nettsted }}. Velg det her:

{{ lenke }}

Har du ikke bedt om dette? Da trenger du ikke gjøre noe; passordet ditt er som før.

${hilsen}`,
  },
  password_changed: {
    subject: 'Passordet ditt for {{ nettsted }} er endret',
    body: `Hei {{ navn }},

Passordet du logger inn på {{ nettsted }} med, ble nettopp endret. Var det deg? Da er alt i orden.

Var det ikke deg? Velg straks et nytt passord via «Glemt passord», og si fra til oss:

{{ lenke }}

${hilsen}`,
  },
  email_changed_new: {
    subject: 'Den nye e-postadressen din for {{ nettsted }}',
    body: `Hei {{ navn }},

Fra nå av logger du inn på {{ nettsted }} med {{ epost }}.

{% if forste_gang %}Velg et passord for den:{% else %}Fortell oss med ett klikk at denne adressen er din. Passordet ditt er det samme:{% endif %}

{{ lenke }}

${hilsen}`,
  },
  email_changed_old: {
    subject: 'E-postadressen til kontoen din hos {{ nettsted }} er endret',
    body: `Hei {{ navn }},

{{ bedrift }} har endret e-postadressen til kontoen din hos {{ nettsted }}. Du kan ikke lenger logge inn der med denne adressen; du har også fått en e-post til den nye adressen.

Var dette uventet? Ta kontakt med oss.

${hilsen}`,
  },
  sign_in_link: {
    subject: 'Logg inn på {{ nettsted }}',
    body: `Hei {{ navn }},

Du vil logge inn på {{ nettsted }}. Det gjør du med denne lenken, én gang og i et kvarter:

{{ lenke }}

Har du ikke bedt om dette? Da trenger du ikke gjøre noe; uten lenken kan ingen bruke den til noe.

${hilsen}`,
  },
  sign_in_changed: {
    subject: 'Noe er endret ved innloggingen din på {{ nettsted }}',
    body: `Hei {{ navn }},

{{ hva }}

Var det deg? Da er alt i orden. Var det ikke deg? Velg straks et nytt passord, og si fra til oss:

{{ lenke }}

${hilsen}`,
  },
  deletion_asked: {
    subject: 'Ønsket ditt om å slette opplysningene dine hos {{ nettsted }}',
    body: `Hei {{ navn }},

Du har bedt oss slette tilgangen din til {{ nettsted }} og opplysningene som hører til. {{ bedrift }} tar en avgjørelse; du hører fra oss hva den blir.

Har du ombestemt deg? Fram til da kan du trekke ønsket tilbake på Min side:

{{ lenke }}

${hilsen}`,
  },
  deletion_refused: {
    subject: 'Ønsket ditt om å bli slettet hos {{ nettsted }} ble ikke innvilget',
    body: `Hei {{ navn }},

Du har bedt oss slette tilgangen din til {{ nettsted }} og opplysningene som hører til. {{ bedrift }} har ikke gjort det. Begrunnelsen:

{{ begrunnelse }}

Alt blir som før. På Min side kan du lese det igjen, og be om det på nytt hvis noe har endret seg:

{{ lenke }}

Har du spørsmål? Ta kontakt med oss. Er du uenig, kan du også klage til personvernmyndigheten i landet ditt.

${hilsen}`,
  },
};
