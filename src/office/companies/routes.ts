import { authorise, os, requireEmployee } from '../api.ts';
import { describeHome } from '../home/describe-home.ts';
import { createSampleCompany } from '../sample/create-sample-company.ts';
import { countWaiting } from './count-waiting.ts';
import { createCompany } from './create-company.ts';
import { readCompany } from './read-company.ts';
import { updateCompany } from './update-company.ts';

export const companiesRoutes = {
  create: os.companies.create.handler(async ({ input, context }) => {
    const employee = requireEmployee(context);
    if (input.kind === 'own') return createCompany(context.office, employee, input);
    const { companyId } = await createSampleCompany(context.office, employee);
    return readCompany(context.office.db, companyId);
  }),
  get: os.companies.get.handler(({ input, context }) =>
    readCompany(context.office.db, authorise(context, input.companyId).companyId),
  ),
  update: os.companies.update.handler(({ input, context }) =>
    updateCompany(context.office, authorise(context, input.companyId), input),
  ),
  home: os.companies.home.handler(({ input, context }) =>
    describeHome(context.office, authorise(context, input.companyId).companyId),
  ),
  counters: os.companies.counters.handler(({ input, context }) =>
    countWaiting(context.office.db, authorise(context, input.companyId).companyId),
  ),
};
