import { authorise, os } from '../api.ts';
import { decideApplication } from './decide-application.ts';
import { importAllApplications } from './import-all-applications.ts';
import { compareApplication, listApplications, readApplication } from './read-applications.ts';
import { retrieveWebsiteData } from './retrieve-website-data.ts';

export const applicationsRoutes = {
  list: os.applications.list.handler(({ input, context }) =>
    listApplications(context.office.db, authorise(context, input.companyId), input),
  ),
  get: os.applications.get.handler(({ input, context }) =>
    readApplication(context.office.db, authorise(context, input.companyId), input.applicationId),
  ),
  compare: os.applications.compare.handler(({ input, context }) =>
    compareApplication(
      context.office.db,
      authorise(context, input.companyId),
      input.applicationId,
      input.contactId,
    ),
  ),
  decide: os.applications.decide.handler(({ input, context }) =>
    decideApplication(context.office, authorise(context, input.companyId), input),
  ),
  importAll: os.applications.importAll.handler(({ input, context }) =>
    importAllApplications(context.office, authorise(context, input.companyId), input),
  ),
  retrieve: os.applications.retrieve.handler(({ input, context }) =>
    retrieveWebsiteData(context.office, authorise(context, input.companyId), input.websiteId),
  ),
};
