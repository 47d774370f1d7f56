import { authorise, os } from '../api.ts';
import { describeLicence } from './describe-licence.ts';
import { enterLicence } from './enter-licence.ts';

export const licencesRoutes = {
  get: os.licences.get.handler(({ input, context }) => {
    const { companyId } = authorise(context, input.companyId);
    return describeLicence(context.office.db, context.office.clock, companyId);
  }),
  enter: os.licences.enter.handler(({ input, context }) =>
    enterLicence(context.office, authorise(context, input.companyId), input.licence),
  ),
};
