import { os, requireEmployee } from '../api.ts';
import { changePassword } from './change-password.ts';
import { describeMe } from './describe-me.ts';
import { endSession } from './end-sessions.ts';
import { signIn } from './sign-in.ts';

export const sessionRoutes = {
  me: os.session.me.handler(({ context }) => describeMe(context.office, requireEmployee(context).id)),
  signIn: os.session.signIn.handler(async ({ input, context }) => {
    const { office, remoteAddress, sessionToken } = context;
    const { token, employeeId } = await signIn(office, { ...input, remoteAddress });
    if (sessionToken !== null) await endSession(office.db, sessionToken);
    context.setSession(token);
    return describeMe(office, employeeId);
  }),
  signOut: os.session.signOut.handler(async ({ context }) => {
    if (context.sessionToken !== null) await endSession(context.office.db, context.sessionToken);
    context.setSession(null);
    return { ok: true };
  }),
  setLanguage: os.session.setLanguage.handler(async ({ input, context }) => {
    const employee = requireEmployee(context);
    const change = context.office.db.updateTable('employee').set({ language: input.language });
    await change.where('id', '=', employee.id).execute();
    return describeMe(context.office, employee.id);
  }),
  changePassword: os.session.changePassword.handler(async ({ input, context }) => {
    const { office, sessionToken, language, remoteAddress } = context;
    await changePassword(office, requireEmployee(context), {
      ...input,
      sessionToken,
      language,
      remoteAddress,
    });
    return { ok: true };
  }),
};
