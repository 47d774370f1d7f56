import accounts from './nl/accounts.ts';
import actions from './nl/actions.ts';
import applications from './nl/applications.ts';
import card from './nl/contact-card.ts';
import contactImport from './nl/contact-import.ts';
import contacts from './nl/contacts.ts';
import entry from './nl/entry.ts';
import errors from './nl/errors.ts';
import explain from './nl/explain.ts';
import home from './nl/home.ts';
import mails from './nl/mails.ts';
import publications from './nl/publications.ts';
import security from './nl/security.ts';
import settings from './nl/settings.ts';
import shell from './nl/shell.ts';
import table from './nl/table.ts';
import access from './nl/website-dialog.ts';
import signUpForm from './nl/website-form.ts';
import look from './nl/website-look.ts';
import signInSettings from './nl/website-sign-in.ts';
import websites from './nl/websites.ts';
import words from './nl/words.ts';

export default {
  actions,
  words,
  shell,
  errors,
  table,
  home,
  contacts,
  card,
  contactImport,
  access,
  explain,
  entry,
  applications,
  accounts,
  websites,
  signInSettings,
  look,
  signUpForm,
  publications,
  mails,
  settings,
  security,
};
