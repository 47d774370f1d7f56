import type { CatalogueEntry } from '../error-catalogue.ts';

/** Signing in to the office. */
export const employeeErrors = {
  not_signed_in: {
    status: 401,
    en: 'Sign in first.',
    nl: 'Meld u eerst aan.',
  },
  sign_in_refused: {
    status: 401,
    en: 'The e-mail address or the password is not right. Check both and try again.',
    nl: 'Het e-mailadres of het wachtwoord klopt niet. Controleer beide en probeer het opnieuw.',
  },
  setup_link_used: {
    status: 410,
    en: 'This link was used already or is out of date. Start Gatehouse again to get a new one, or sign in.',
    nl: 'Deze link is al gebruikt of verlopen. Start Gatehouse opnieuw voor een nieuwe, of meld u aan.',
  },
  setup_done: {
    status: 409,
    en: 'This office was set up already. Sign in, or ask an employee to add you.',
    nl: 'Dit kantoor is al ingericht. Meld u aan, of vraag een medewerker u toe te voegen.',
  },
  sample_exists: {
    status: 409,
    en: 'The sample company exists already; there can be one, because its websites have fixed addresses. Ask an employee of it to add you.',
    nl: 'Het voorbeeldbedrijf bestaat al; er kan er één zijn, omdat de websites ervan vaste adressen hebben. Vraag een medewerker ervan u toe te voegen.',
  },
  current_password_wrong: {
    status: 422,
    en: 'The current password is not right. Check it and try again.',
    nl: 'Het huidige wachtwoord klopt niet. Controleer het en probeer het opnieuw.',
  },
  employee_email_taken: {
    status: 409,
    en: '{email} is an employee here already. Use another e-mail address.',
    nl: '{email} is hier al medewerker. Gebruik een ander e-mailadres.',
  },
  last_administrator: {
    status: 409,
    en: '{name} is the last administrator, so nobody could manage this company database any more. Add another one first.',
    nl: '{name} is de laatste beheerder; niemand zou deze bedrijfsdatabase nog kunnen beheren. Voeg eerst een andere toe.',
  },
  password_weak: {
    status: 422,
    en: 'This password is too easy to guess: {reason}.',
    nl: 'Dit wachtwoord is te makkelijk te raden: {reason}.',
  },
  too_many_attempts: {
    status: 429,
    en: 'Too many attempts. Wait {seconds} seconds and try again.',
    nl: 'Te veel pogingen. Wacht {seconds} seconden en probeer het opnieuw.',
    de: 'Zu viele Versuche. Warten Sie {seconds} Sekunden und versuchen Sie es dann noch einmal.',
    no: 'For mange forsøk. Vent {seconds} sekunder og prøv igjen.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
