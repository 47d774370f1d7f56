import { authorise, os } from '../api.ts';
import { planMail, planPublications } from './plan-publications.ts';
import { publishWebsites } from './publish-websites.ts';
import { listPublications, readPublication } from './read-publications.ts';
import { rollBackPublication } from './roll-back-publication.ts';

export const publicationsRoutes = {
  plan: os.publications.plan.handler(({ input, context }) =>
    planPublications(context.office, authorise(context, input.companyId), input.websiteId),
  ),
  planMail: os.publications.planMail.handler(({ input, context }) =>
    planMail(context.office, authorise(context, input.companyId), input.accountId),
  ),
  publish: os.publications.publish.handler(({ input, context }) =>
    publishWebsites(context.office, authorise(context, input.companyId), input),
  ),
  list: os.publications.list.handler(({ input, context }) =>
    listPublications(context.office.db, authorise(context, input.companyId), input),
  ),
  get: os.publications.get.handler(({ input, context }) =>
    readPublication(context.office.db, authorise(context, input.companyId), input.publicationId),
  ),
  rollBack: os.publications.rollBack.handler(({ input, context }) =>
    rollBackPublication(context.office, authorise(context, input.companyId), input.publicationId),
  ),
};
