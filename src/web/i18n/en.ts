import accounts from './en/accounts.ts';
import actions from './en/actions.ts';
import applications from './en/applications.ts';
import card from './en/contact-card.ts';
import contactImport from './en/contact-import.ts';
import contacts from './en/contacts.ts';
import entry from './en/entry.ts';
import errors from './en/errors.ts';
import explain from './en/explain.ts';
import home from './en/home.ts';
import mails from './en/mails.ts';
import publications from './en/publications.ts';
import security from './en/security.ts';
import settings from './en/settings.ts';
import shell from './en/shell.ts';
import table from './en/table.ts';
import access from './en/website-dialog.ts';
import signUpForm from './en/website-form.ts';
import look from './en/website-look.ts';
import signInSettings from './en/website-sign-in.ts';
import websites from './en/websites.ts';
import words from './en/words.ts';

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
