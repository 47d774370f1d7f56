import { gatePrefix } from '../../../core/paths.ts';
import { withTransaction } from '../../../database/transaction.ts';
import { tellSecurity } from '../../events/security-event.ts';
import { endSessions } from '../../sessions/end-sessions.ts';
import { pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';
import { signInToSee } from './sign-in-to-see.ts';

/** Sign-out: a link shows the button, the button does it (no change by GET). */
export const signOutPage: VisitorPage = {
  path: 'sign-out',

  async show(visit, typed) {
    if (visit.session === null) return signInToSee;
    return pageAnswer(
      {
        title: visit.say('signOutTitle'),
        ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
        form: { action: `${gatePrefix}/sign-out`, submit: visit.say('signOut'), hidden: {}, fields: [] },
        ways: [{ label: visit.say('myPage'), href: `${gatePrefix}/my-page` }],
      },
      typed,
    );
  },

  async submit(visit) {
    const { gate, session, website } = visit;
    if (session !== null) {
      const { companyId, id: sessionId } = session;
      await withTransaction({ kysely: gate.db }, async (trx) => {
        const ended = await endSessions(trx, { companyId, sessionId });
        if (ended === 0) return;
        await tellSecurity(trx, gate, {
          event: 'signed_out',
          website,
          email: session.email,
          accountId: session.account?.id ?? null,
          loginId: session.loginId,
          address: visit.address,
        });
      });
    }
    return redirect(`${gatePrefix}/sign-in?notice=signed_out`, { session: 'end' });
  },
};
