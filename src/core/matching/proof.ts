import { foldText, squashText } from './fold-text.ts';
import { isFreeMailDomain } from './free-mail-domains.ts';
import type { Prepared } from './prepared.ts';

/** Mailboxes that exist only where someone owns the whole domain. */
const ROLE_MAILBOXES: ReadonlySet<string> = new Set(
  `info contact office mail post sales verkoop inkoop administratie admin boekhouding facturen factuur finance
  invoice invoices billing order orders bestellingen support service klantenservice receptie hello hallo welkom
  directie hr personeel planning marketing webshop kantoor secretariaat accounting accounts enquiries purchase
  purchasing buchhaltung einkauf verkauf rechnung kontakt vertrieb firmapost postmottak faktura`.split(/\s+/),
);

/** A word of the name that short could stand in any domain. */
const SHORTEST_WORD = 4;

/**
 * Whether a domain is the contact's own (I9): no provider's, and it shows: it bears a word or the beginning of
 * the contact's name, or the contact has a mailbox there that only the owner of a domain can have (`info@`).
 * A small provider that our list lacks shows neither.
 */
export function isOwnDomain(domain: string, contact: Prepared): boolean {
  if (isFreeMailDomain(domain)) return false;
  const boxes = contact.emails.filter((email) => email.endsWith(`@${domain}`));
  if (boxes.some((email) => ROLE_MAILBOXES.has(email.slice(0, email.lastIndexOf('@'))))) return true;
  const label = squashText(foldText(domain.split('.')[0] ?? ''));
  const { core, words, initials } = contact.name;
  return (
    words.some((word) => word.length >= SHORTEST_WORD && label.includes(word.replaceAll('?', ''))) ||
    (label.length >= SHORTEST_WORD && core.startsWith(label)) ||
    (label.length >= 3 && label === initials)
  );
}
