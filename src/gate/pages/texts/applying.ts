import type { VisitorTranslated } from '../../../core/language.ts';

/** What the visitor pages say about the website's own sign-up form and what happens after it. */
export const applyingTexts = {
  chooseOne: { nl: 'Maak een keuze', en: 'Choose one', de: 'Bitte wählen', no: 'Velg' },
  noAnswer: { nl: 'Geen antwoord', en: 'No answer', de: 'Keine Angabe', no: 'Ikke svar' },
  badOption: {
    nl: 'Kies een van de mogelijkheden.',
    en: 'Choose one of the options.',
    de: 'Wählen Sie eine der Möglichkeiten.',
    no: 'Velg ett av alternativene.',
  },
  tickRequired: {
    nl: 'Vink dit aan om verder te gaan.',
    en: 'Tick this to go on.',
    de: 'Kreuzen Sie dies an, um fortzufahren.',
    no: 'Kryss av her for å gå videre.',
  },
  consentRequired: {
    nl: 'Vink dit aan als u akkoord gaat; zonder kunnen we uw aanvraag niet aannemen.',
    en: 'Tick this if you agree; we can’t take your request without it.',
    de: 'Kreuzen Sie dies an, wenn Sie zustimmen; ohne Zustimmung können wir Ihre Anfrage nicht annehmen.',
    no: 'Kryss av hvis du godtar dette; uten det kan vi ikke ta imot søknaden din.',
  },
  readTerms: {
    nl: 'Lees waar het om gaat (nieuw tabblad)',
    en: 'Read what this is about (new tab)',
    de: 'Lesen, worum es geht (neuer Tab)',
    no: 'Les hva dette gjelder (ny fane)',
  },

  welcomeTitle: {
    nl: 'Hoe wilt u verder?',
    en: 'How would you like to go on?',
    de: 'Wie möchten Sie fortfahren?',
    no: 'Hvordan vil du gå videre?',
  },
  welcomeLead: {
    nl: 'Hebt u een account bij {company}? Meld u dan aan, zodat uw eigen afspraken gelden. Zonder account kan het ook.',
    en: 'Do you have an account with {company}? Sign in, so that your own terms apply. It works without an account too.',
    de: 'Haben Sie ein Konto bei {company}? Melden Sie sich an, damit Ihre eigenen Konditionen gelten. Es geht auch ohne Konto.',
    no: 'Har du en konto hos {company}? Logg inn, så gjelder dine egne avtaler. Det går også uten konto.',
  },
  goOn: { nl: 'Verder naar {site}', en: 'Go on to {site}', de: 'Weiter zu {site}', no: 'Videre til {site}' },

  progressTitle: {
    nl: 'Uw aanvraag wordt bekeken',
    en: 'Your request is being looked at',
    de: 'Ihre Anfrage wird geprüft',
    no: 'Søknaden din er til behandling',
  },
  progressNext: {
    nl: '{company} bekijkt uw aanvraag. Zodra er een besluit is, krijgt u een mail en staat het ook hier.',
    en: '{company} looks at your request. As soon as it is decided you get a mail, and it is told here too.',
    de: '{company} prüft Ihre Anfrage. Sobald entschieden ist, erhalten Sie eine Mail, und es steht auch hier.',
    no: '{company} ser på søknaden din. Når det er bestemt, får du en e-post, og det står også her.',
  },
  progressApproved: {
    nl: 'Uw aanvraag is goedgekeurd',
    en: 'Your request was approved',
    de: 'Ihre Anfrage wurde genehmigt',
    no: 'Søknaden din er godkjent',
  },
  progressSignIn: {
    nl: 'U hebt toegang tot {site}. Meld u aan om verder te gaan.',
    en: 'You have access to {site}. Sign in to go on.',
    de: 'Sie haben Zugang zu {site}. Melden Sie sich an, um fortzufahren.',
    no: 'Du har tilgang til {site}. Logg inn for å gå videre.',
  },
  progressSteps: { nl: 'Voortgang', en: 'Progress', de: 'Fortschritt', no: 'Framdrift' },
  stepReceived: { nl: 'Ontvangen', en: 'Received', de: 'Eingegangen', no: 'Mottatt' },
  stepLookedAt: { nl: 'Bekijken', en: 'Review', de: 'Prüfung', no: 'Vurdering' },
  stepDecision: { nl: 'Besluit', en: 'Decision', de: 'Entscheidung', no: 'Avgjørelse' },
  stepApproved: { nl: 'Goedgekeurd', en: 'Approved', de: 'Genehmigt', no: 'Godkjent' },
  stepNow: { nl: 'nu', en: 'now', de: 'jetzt', no: 'nå' },
  stepLater: { nl: 'volgt', en: 'to come', de: 'folgt', no: 'kommer' },
  stepDone: { nl: 'klaar', en: 'done', de: 'erledigt', no: 'ferdig' },
  progressAskedAt: { nl: 'Aangevraagd op', en: 'Asked on', de: 'Angefragt am', no: 'Søkt om' },
  progressName: { nl: 'Naam', en: 'Name', de: 'Name', no: 'Navn' },
  progressReason: { nl: 'Toelichting', en: 'Explanation', de: 'Begründung', no: 'Begrunnelse' },
  progressKeep: {
    nl: 'Bewaar deze link. Hij laat ook later zien hoe het staat, zonder dat u zich aanmeldt.',
    en: 'Keep this link. It shows how things stand later too, without signing in.',
    de: 'Bewahren Sie diesen Link auf. Er zeigt auch später, wie es steht, ohne Anmeldung.',
    no: 'Ta vare på denne lenken. Den viser også senere hvordan det går, uten innlogging.',
  },
  progressLink: {
    nl: 'Voortgang van mijn aanvraag',
    en: 'Progress of my request',
    de: 'Fortschritt meiner Anfrage',
    no: 'Framdriften i søknaden min',
  },
  progressOverTitle: {
    nl: 'Hier is niets meer te zien',
    en: 'There is nothing more to see here',
    de: 'Hier gibt es nichts mehr zu sehen',
    no: 'Det er ikke mer å se her',
  },
  progressOver: {
    nl: 'Deze link hoorde bij een aanvraag die is afgesloten. Meld u aan om te zien hoe u ervoor staat, of neem contact op met {company}.',
    en: 'This link belonged to a request that is closed. Sign in to see how you stand, or contact {company}.',
    de: 'Dieser Link gehörte zu einer Anfrage, die abgeschlossen ist. Melden Sie sich an, um Ihren Stand zu sehen, oder wenden Sie sich an {company}.',
    no: 'Denne lenken hørte til en søknad som er avsluttet. Logg inn for å se status, eller ta kontakt med {company}.',
  },
  progressUnknown: {
    nl: 'Misschien is de link niet helemaal overgenomen uit de mail, of is hij te oud. Open hem nog eens vanuit de mail, of meld u aan om te zien hoe u ervoor staat.',
    en: 'Perhaps the link was not copied whole from the mail, or it is too old. Open it from the mail again, or sign in to see how you stand.',
    de: 'Vielleicht wurde der Link nicht ganz aus der Mail übernommen, oder er ist zu alt. Öffnen Sie ihn noch einmal aus der Mail, oder melden Sie sich an, um Ihren Stand zu sehen.',
    no: 'Kanskje ble ikke hele lenken kopiert fra e-posten, eller den er for gammel. Åpne den fra e-posten en gang til, eller logg inn for å se status.',
  },
} as const satisfies Readonly<Record<string, VisitorTranslated>>;
