import { gatePrefix } from '../../../core/paths.ts';
import { findAccount } from '../../logins/find-account.ts';
import { applicationForm, fieldValues, readApplication } from '../application-form.ts';
import { detailsOf } from '../change-details.ts';
import { requestAccess } from '../request-access.ts';
import { standingOf } from '../sign-in.ts';
import type { Visit } from '../visit.ts';
import { pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';
import { progressPath } from './progress-page.ts';
import { signInToSee } from './sign-in-to-see.ts';
import { statusPath } from './status-page.ts';

/** A signed-in visitor without an account here asks for one (case 3); not where the owner makes them (case 4). */
export const requestAccessPage: VisitorPage = {
  path: 'request-access',

  async show(visit, typed) {
    const { session } = visit;
    if (session === null) return signInToSee;
    if (!(await mayAsk(visit))) return redirect(statusPath(visit.returnPath));
    const known = await detailsOf(visit.gate, visit.website, session, visit.language);
    const values = typed?.values ?? fieldValues(known);
    const { fields, folded, last } = applicationForm(visit, { ...typed, values }, 'absent');
    const manual = visit.website.settings.policy === 'automatic' ? [] : [visit.say('signUpManual')];
    return pageAnswer(
      {
        title: visit.say('requestAccess'),
        lead: [visit.say('requestAccessLead', { email: session.email }), ...manual],
        ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
        form: {
          action: `${gatePrefix}/request-access`,
          submit: visit.say('signUpSubmit'),
          hidden: { return: visit.returnPath },
          fields,
          ...folded,
          last,
        },
        ways: [{ label: visit.say('signOut'), href: `${gatePrefix}/sign-out`, post: {} }],
      },
      typed,
    );
  },

  async submit(visit) {
    const { gate, website, session, form } = visit;
    if (session === null) return signInToSee;
    if (!(await mayAsk(visit))) return redirect(statusPath(visit.returnPath));
    const { data, errors } = readApplication(visit, session.email);
    if (Object.keys(errors).length > 0) return this.show(visit, { values: form, errors });
    const { progress } = await requestAccess(gate, website, session, data);
    return redirect(
      progress === null ? statusPath(visit.returnPath) : progressPath(progress, visit.returnPath),
    );
  },
};

async function mayAsk({ gate, website, session }: Visit): Promise<boolean> {
  if (session === null || website.settings.policy === 'owner_only') return false;
  const account = await findAccount(gate.db, website.id, session.emailCanonical);
  return account === null || standingOf(website, account, gate.clock.now()) === 'no_account';
}
