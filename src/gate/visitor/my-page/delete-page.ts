import { gatePrefix } from '../../../core/paths.ts';
import { guardChange } from '../security/guard-change.ts';
import { pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';
import { accountsToDelete, askDeletion, deletionAskedAt } from './ask-deletion.ts';
import { myPageAddress, myPageMenu } from './my-page-menu.ts';
import { ownWebsites } from './own-websites.ts';
import { signInFirst } from './sign-in-first.ts';

const address = `${gatePrefix}/my-page/delete`;

/** Says what deletion means, and asks for it by its button. */
export const deletePage: VisitorPage = {
  path: 'my-page/delete',

  async show(visit, typed) {
    const { gate, website, session } = visit;
    if (session === null) return signInFirst(visit);
    if ((await deletionAskedAt(gate.db, session)) !== null) return redirect(myPageAddress('privacy'));
    const { first } = await guardChange(visit, address);
    if (first !== null) return first;
    const accounts = await accountsToDelete(gate.db, session);
    const own = await ownWebsites(gate, website, session);
    const sites = own.filter(({ account }) => accounts.some(({ id }) => id === account?.id));
    const isAtOnce = accounts.length === 0;
    const names = new Intl.ListFormat(visit.language, { type: 'conjunction' }).format(
      sites.map((site) => site.website.settings.name),
    );
    return pageAnswer(
      {
        title: visit.say('deleteTitle'),
        lead: isAtOnce
          ? [visit.say('deleteAtOnce'), visit.say('deleteKept')]
          : [visit.say('deleteDecides'), visit.say('deleteMeans', { sites: names }), visit.say('deleteKept')],
        menu: myPageMenu(visit, 'privacy'),
        ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
        form: {
          action: address,
          submit: visit.say(isAtOnce ? 'deleteNow' : 'deleteAsk'),
          hidden: {},
          fields: [],
          look: 'danger',
        },
        ways: [{ label: visit.say('keepAccount'), href: myPageAddress('privacy') }],
      },
      typed,
    );
  },

  async submit(visit) {
    const { gate, website, session, language } = visit;
    if (session === null) return signInFirst(visit);
    const { first } = await guardChange(visit, address);
    if (first !== null) return first;
    const result = await askDeletion(gate, { website, session, language, address: visit.address });
    if (result === 'deleted') return redirect(`${gatePrefix}/sign-in?notice=deleted`, { session: 'end' });
    return redirect(myPageAddress('privacy', result === 'asked' ? 'deletion_asked' : undefined));
  },
};
