import type { CatalogueEntry } from '../error-catalogue.ts';

/** Website accounts and applications. */
export const accountErrors = {
  account_email_taken: {
    status: 409,
    en: '{email} already has access to {website}, at contact {contact}. Edit that account, or use another e-mail address.',
    nl: '{email} heeft al toegang tot {website}, bij relatie {contact}. Bewerk dat account, of gebruik een ander e-mailadres.',
  },
  transition_not_allowed: {
    status: 409,
    en: 'An account that is {from} cannot become {to}.',
    nl: 'Een account dat {from} is, kan niet {to} worden.',
  },
  already_decided: {
    status: 409,
    en: '{who} already decided this application: {decision}. Nothing was overwritten.',
    nl: '{who} heeft deze aanmelding al beoordeeld: {decision}. Er is niets overschreven.',
  },
  account_ending: {
    status: 409,
    en: 'This access was removed. Undo the removal first, or give new access.',
    nl: 'Deze toegang is verwijderd. Maak het verwijderen eerst ongedaan, of geef nieuwe toegang.',
  },
  account_website_fixed: {
    status: 422,
    en: 'An access stays with its website. Give new access to the other website, and remove this one if need be.',
    nl: 'Een toegang hoort bij zijn website. Geef nieuwe toegang tot de andere website en verwijder deze zo nodig.',
  },
  person_of_other_contact: {
    status: 422,
    en: 'This contact person does not belong to the contact. Choose one of its own contact persons.',
    nl: 'Deze contactpersoon hoort niet bij de relatie. Kies een van de eigen contactpersonen.',
  },
  validity_reversed: {
    status: 422,
    en: 'The access would end before it begins. Choose an end after the beginning.',
    nl: 'De toegang zou eindigen voordat zij begint. Kies een einde na het begin.',
  },
  application_contact_missing: {
    status: 422,
    en: 'Choose which contact this is, or have a new one made.',
    nl: 'Kies welke relatie dit is, of laat een nieuwe maken.',
  },
  application_of_change: {
    status: 422,
    en: 'This is a change of details of somebody who has access already. Import it or decline it.',
    nl: 'Dit is een wijziging van gegevens van iemand die al toegang heeft. Importeer of weiger haar.',
  },
  application_of_deletion: {
    status: 422,
    en: 'This is a request to be deleted. Delete the access, or keep it and say why.',
    nl: 'Dit is een verzoek om verwijdering. Verwijder de toegang, of behoud haar en zeg waarom.',
  },
  deletion_reason_missing: {
    status: 422,
    en: 'Say why the access is kept. The person reads this reason.',
    nl: 'Vul in waarom de toegang blijft. De persoon leest deze reden.',
  },
  publication_running: {
    status: 409,
    en: 'The website {website} is being updated right now. Wait a moment and try again.',
    nl: 'De website {website} wordt op dit moment bijgewerkt. Wacht even en probeer het opnieuw.',
  },
  publication_interrupted: {
    status: 500,
    en: 'This update was interrupted. Nothing is lost: the next Update website finishes it.',
    nl: 'Deze update is onderbroken. Er is niets verloren: de volgende keer Website bijwerken maakt haar af.',
  },
  publication_failed: {
    status: 500,
    en: 'The update did not succeed ({reason}). Your changes are kept; try Update website again.',
    nl: 'Het bijwerken is niet gelukt ({reason}). Uw wijzigingen zijn bewaard; probeer opnieuw Website bijwerken.',
  },
  rollback_changes_wait: {
    status: 409,
    en: 'Changes wait on {website} that a rollback would publish too. Update the website or undo them first, then roll back.',
    nl: 'Op {website} wachten wijzigingen die bij terugdraaien mee zouden gaan. Werk eerst de website bij of maak ze ongedaan, en draai dan terug.',
  },
  rollback_impossible: {
    status: 409,
    en: 'This update cannot be rolled back: it changed no access, was rolled back already, or all it changed was changed again since.',
    nl: 'Deze update kan niet worden teruggedraaid: zij wijzigde geen toegang, is al teruggedraaid, of alles wat zij wijzigde is daarna opnieuw gewijzigd.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
