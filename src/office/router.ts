import { accountsRoutes } from './accounts/routes.ts';
import { os } from './api.ts';
import { applicationsRoutes } from './applications/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { companiesRoutes } from './companies/routes.ts';
import { contactImportsRoutes } from './contacts/import/routes.ts';
import { contactsRoutes } from './contacts/routes.ts';
import { employeesRoutes } from './employees/routes.ts';
import { licencesRoutes } from './licences/routes.ts';
import { mailTextsRoutes } from './mail-texts/routes.ts';
import { mailsRoutes } from './mails/routes.ts';
import { publicationsRoutes } from './publications/routes.ts';
import { sessionRoutes } from './session/routes.ts';
import { setupRoutes } from './setup/routes.ts';
import { websitesRoutes } from './websites/routes.ts';

/** Everything that the contract promises, by feature; what is missing here does not compile. */
export const router = os.router({
  session: sessionRoutes,
  setup: setupRoutes,
  companies: companiesRoutes,
  licences: licencesRoutes,
  employees: employeesRoutes,
  audit: auditRoutes,
  contacts: contactsRoutes,
  contactImports: contactImportsRoutes,
  websites: websitesRoutes,
  mailTexts: mailTextsRoutes,
  accounts: accountsRoutes,
  applications: applicationsRoutes,
  publications: publicationsRoutes,
  mails: mailsRoutes,
});
