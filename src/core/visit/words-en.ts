import type { VisitWords } from './visit-words.ts';

/** What is told in English of each finding, and what can be done about it. */
export const englishWords: VisitWords = {
  host_known: { what: '{host} belongs to the website “{website}”.' },
  host_unknown: {
    what: '{host} does not belong to the website “{website}”.',
    advice: 'Add it under Websites → {website} → Settings → Host names, and press Update website.',
  },
  path_understood: { what: 'The page {path} can be read in one way only.' },
  path_unclear: {
    what: 'The page {target} can be read in more than one way, so it counts as closed.',
    advice: 'Use an address without “//”, “..”, “;” or encoded slashes.',
  },
  path_refused: {
    what: 'The page {target} can be read in more than one way, so the gate opens it for nobody.',
    advice: 'Use an address without “//”, “..”, “;” or encoded slashes.',
  },
  open_none: { what: 'The website has no protection: every page is open to everybody.' },
  open_voluntary: { what: 'Signing in is voluntary: every page is open to everybody.' },
  open_check_out: {
    what: 'The page is one of the check-out paths: open to everybody, after the question whether to sign in.',
  },
  open_gate: { what: 'The page is one of the gate’s own (sign-in, My page), and open to everybody.' },
  open_outside: { what: 'The page lies outside the closed parts ({prefixes}) and is open to everybody.' },
  closed_whole: { what: 'The whole website is closed: only who has access gets in.' },
  closed_parts: { what: 'Closed are {prefixes} and all below: only who has access gets in there.' },
  closed_prefix: { what: 'The page lies in the closed part {prefix}: only who has access gets in.' },
  closed_unclear: { what: 'Only who has access gets in.' },
  website_enabled: { what: 'The website is switched on.' },
  website_disabled: {
    what: 'The website is switched off: nobody gets into what is closed.',
    advice: 'Switch it on under Websites → {website} → Settings, and press Update website.',
  },
  licence_endless: { what: 'The licence is valid, without end.' },
  licence_valid: { what: 'The licence is valid until {until}.' },
  licence_grace: {
    what: 'The licence ended on {from}; the website stays open until {until}.',
    advice: 'Enter a new licence under Settings → Licence before then.',
  },
  licence_over: {
    what: 'The licence ended on {until}, more than 30 days ago.',
    advice: 'Enter a new licence under Settings → Licence, and press Update website.',
  },
  licence_none: {
    what: 'The company has no licence.',
    advice: 'Enter one under Settings → Licence, and press Update website.',
  },
  account_exists: { what: 'The address {email} has an account on this website.' },
  account_missing: {
    what: 'The address {email} has no account on this website.',
    advice:
      'Check how the address is written. Give access with the contact → Settings → Website → New, or decide on the sign-up under Applications.',
  },
  account_ended: {
    what: 'The account of {email} on this website was ended.',
    advice: 'Give access again with the contact → Settings → Website → New, and press Update website.',
  },
  status_approved: { what: 'The account is approved.' },
  status_pending: {
    what: 'The account waits for approval.',
    advice:
      'Approve it under Applications, or with the contact → Settings → Website, and press Update website.',
  },
  status_declined: {
    what: 'The account is declined.',
    advice: 'If that is no longer right: contact → Settings → Website → Approved, and press Update website.',
  },
  status_blocked: {
    what: 'The account is blocked.',
    advice: 'If that is no longer right: contact → Settings → Website → Approved, and press Update website.',
  },
  contact_active: { what: 'The contact is active.' },
  contact_inactive: {
    what: 'The contact is inactive, which closes all of its access.',
    advice: 'Make the contact active again on its card, and press Update website.',
  },
  validity_always_begun: { what: 'The access has no first day.' },
  validity_begun: { what: 'The access began on {from}.' },
  validity_to_come: {
    what: 'The access begins only on {from}.',
    advice: 'Wait, or set an earlier first day with the contact → Settings → Website.',
  },
  validity_endless: { what: 'The access has no last day.' },
  validity_lasts: { what: 'The access lasts until {until}.' },
  validity_over: {
    what: 'The access was over on {until}.',
    advice: 'Set a later last day with the contact → Settings → Website, and press Update website.',
  },
  sign_in_exists: { what: 'There is a sign-in with this address.' },
  sign_in_unproven: {
    what: 'Somebody signed up with this address and has not opened the link in the mail yet.',
    advice:
      'The person opens the link, or asks for a new one on the sign-in page. See under Mail whether it was sent.',
  },
  sign_in_missing: {
    what: 'Nobody can sign in with this address yet.',
    advice:
      'The person signs up on the website, or chooses a password by the link in the mail about the approval (under Mail).',
  },
  address_proven: { what: 'The e-mail address is proven.' },
  address_unproven: {
    what: 'The e-mail address is not proven yet.',
    advice:
      'The person opens the link in the last mail, or asks for one with “Forgotten password” on the sign-in page.',
  },
  password_set: { what: 'A password is set.' },
  passkey_set: { what: 'There is no password, but a passkey for this website.' },
  link_offered: { what: 'There is no password; the website mails a sign-in link to whoever asks.' },
  password_missing: {
    what: 'No password has been chosen yet.',
    advice:
      'The person chooses one by the link in the mail about the approval, or with “Forgotten password” on the sign-in page.',
  },
  second_factor_optional: { what: 'The website demands no second factor.' },
  second_factor_ready: { what: 'The website demands a second factor, and the person has one.' },
  second_factor_asked: {
    what: 'The website demands a second factor: the person is asked for it at the sign-in.',
  },
  second_factor_chosen: { what: 'The person chose to be asked for a second step, and can take it.' },
  second_factor_missing: {
    what: 'The website demands a second factor, and the person has none yet.',
    advice: 'The person sets one up at the next sign-in.',
  },
  second_factor_stuck: {
    what: 'The person is asked for a second step, and has no means for it that works on this website’s address.',
    advice:
      'Passkeys work on the address they were made on. The person signs in there and adds an app or recovery codes on My page.',
  },
  sessions_live: { what: 'Signed in on this website now, in sessions: {count}.' },
  sessions_none: { what: 'Not signed in on this website now.' },
  signed_in_before: { what: 'Last signed in on this website on {at}.' },
  signed_in_never: { what: 'Has never signed in on this website, as far as the office knows.' },
};
