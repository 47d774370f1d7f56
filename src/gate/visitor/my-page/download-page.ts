import { withTransaction } from '../../../database/transaction.ts';
import { tellSecurity } from '../../events/security-event.ts';
import { guardChange } from '../security/guard-change.ts';
import { redirect, type VisitorPage } from '../visitor-page.ts';
import { collectOwnData } from './collect-own-data.ts';
import { myPageAddress } from './my-page-menu.ts';
import { ownDevices } from './own-devices.ts';
import { privacyPage } from './privacy-page.ts';
import { signInFirst } from './sign-in-first.ts';

/** All that is held about one, as a file. By a post, so that no other page can make a browser fetch it. */
export const downloadPage: VisitorPage = {
  path: 'my-page/download',

  async show(visit, typed) {
    // A post that was refused is told of on the page that it came from.
    if (typed !== undefined) return privacyPage.show(visit, typed);
    return visit.session === null ? signInFirst(visit) : redirect(myPageAddress('privacy'));
  },

  async submit(visit) {
    const { gate, website, session } = visit;
    if (session === null) return signInFirst(visit);
    const { first } = await guardChange(visit, myPageAddress('privacy'));
    if (first !== null) return first;
    const now = gate.clock.now();
    const devices = await ownDevices(gate, session);
    const data = await collectOwnData(gate.db, website, session, devices, now);
    await withTransaction({ kysely: gate.db }, (trx) =>
      tellSecurity(trx, gate, {
        event: 'data_downloaded',
        website,
        email: session.email,
        accountId: session.account?.id ?? null,
        loginId: session.loginId,
        address: visit.address,
      }),
    );
    return {
      kind: 'file',
      name: `my-data-${now.toISOString().slice(0, 10)}.json`,
      type: 'application/json; charset=utf-8',
      body: `${JSON.stringify(data, null, 2)}\n`,
    };
  },
};
