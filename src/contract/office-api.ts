import { accountsContract } from './accounts.ts';
import { applicationsContract } from './applications.ts';
import { auditContract, companiesContract, employeesContract, licencesContract } from './companies.ts';
import { contactImportsContract, contactsContract } from './contacts.ts';
import { mailsContract } from './mails.ts';
import { publicationsContract } from './publications.ts';
import { sessionContract, setupContract } from './session.ts';
import { mailTextsContract, websitesContract } from './websites.ts';

/** The office's API: validation, typed errors, the web application's client and OpenAPI come from this one object. */
export const officeApi = {
  session: sessionContract,
  setup: setupContract,
  companies: companiesContract,
  licences: licencesContract,
  employees: employeesContract,
  audit: auditContract,
  contacts: contactsContract,
  contactImports: contactImportsContract,
  websites: websitesContract,
  mailTexts: mailTextsContract,
  accounts: accountsContract,
  applications: applicationsContract,
  publications: publicationsContract,
  mails: mailsContract,
};
