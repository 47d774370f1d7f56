import { os } from '../api.ts';
import { describeMe } from '../session/describe-me.ts';
import { completeSetup } from './complete-setup.ts';
import { isSetupNeeded, isSetupTokenValid } from './setup-link.ts';

export const setupRoutes = {
  status: os.setup.status.handler(async ({ input, context: { office } }) => ({
    needed: await isSetupNeeded(office.db),
    tokenValid: input.token !== undefined && (await isSetupTokenValid(office, input.token)),
  })),
  complete: os.setup.complete.handler(async ({ input, context }) => {
    const { token, employeeId } = await completeSetup(context.office, input);
    context.setSession(token);
    return describeMe(context.office, employeeId);
  }),
};
