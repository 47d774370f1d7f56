import type { MailRequest } from '../../mail/queue-mail.ts';
import type { MailLinks } from '../../mail/render.ts';
import { visitorUrl } from '../tokens/visitor-url.ts';
import type { AccountChange } from './plan-account-change.ts';
import type { PublishedTo } from './published-to.ts';

interface MailCircumstances {
  readonly website: PublishedTo;
  readonly publicationId: string;
  /** Link to choose a password, where the person has none. */
  readonly setPassword: string | undefined;
  /** Links for the new address, where it was corrected. */
  readonly moved: MailLinks | undefined;
}

/**
 * The mails of one published change: the one about its status (R7, I3), and where the address was corrected one to the
 * old and one to the new (case 13). An approval that leads to choosing a password makes the one to the new needless.
 * Last the answer to a request to be deleted that was not granted.
 */
export function mailsOf(change: AccountChange, circumstances: MailCircumstances): MailRequest[] {
  const { account, before } = change;
  const { website, setPassword, moved } = circumstances;
  const signIn = visitorUrl(website.settings.publicUrl, 'sign-in');
  // Of an account that ended the office tells no more than that; the gate still knows whom to write to.
  const to = account.email.trim() === '' ? (before?.email ?? '') : account.email.trim();
  const usual = {
    website,
    language: account.language || (before?.language ?? ''),
    name: account.personName || account.contactName || (before?.name ?? ''),
    accountId: account.id,
    accountRevision: account.revision,
    publicationId: circumstances.publicationId,
  };
  const mails: MailRequest[] = [];
  if (change.mail !== null && to !== '') {
    const usable = change.mail === 'approved';
    const links = usable && setPassword !== undefined ? { setPassword } : { signIn };
    mails.push({ ...usual, event: change.mail, to, links, reason: account.reason });
  }
  if (moved !== undefined && before !== null) {
    mails.push({ ...usual, event: 'email_changed_old', to: before.email, links: { signIn } });
    const told = change.mail === 'approved' && setPassword !== undefined;
    if (!told && (account.status === 'approved' || account.status === 'pending')) {
      const links = setPassword === undefined ? moved : { setPassword };
      mails.push({ ...usual, event: 'email_changed_new', to, links });
    }
  }
  if (change.tellsRefusal) {
    const reason = account.deletionRefused?.reason ?? '';
    const links = { signIn: visitorUrl(website.settings.publicUrl, 'my-page/privacy') };
    mails.push({ ...usual, event: 'deletion_refused', to, links, reason });
  }
  return mails;
}
