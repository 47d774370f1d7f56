import { isDeletionWaiting } from '../../../core/deletion-refusal.ts';
import { gatePrefix } from '../../../core/paths.ts';
import { guardChange } from '../security/guard-change.ts';
import { pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';
import { askDeletion } from './ask-deletion.ts';
import { deleteAddress as address, namesInWords } from './deletion-sections.ts';
import { myPageAddress, myPageMenu } from './my-page-menu.ts';
import { accountsToDelete } from './own-deletion.ts';
import { ownWebsites } from './own-websites.ts';
import { signInFirst } from './sign-in-first.ts';

/** Says what deletion means, and asks for it by its button. */
export const deletePage: VisitorPage = {
  path: 'my-page/delete',

  async show(visit, typed) {
    const { gate, website, session } = visit;
    if (session === null) return signInFirst(visit);
    const accounts = await accountsToDelete(gate.db, session);
    const asked = accounts.filter((account) => !isDeletionWaiting(account));
    const isAtOnce = accounts.length === 0;
    if (!isAtOnce && asked.length === 0) return redirect(myPageAddress('privacy'));
    const { first } = await guardChange(visit, address);
    if (first !== null) return first;
    const own = await ownWebsites(gate, website, session);
    const sites = own.filter(({ account }) => asked.some(({ id }) => id === account?.id));
    const names = namesInWords(
      visit,
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
    if (result === 'signed_out') return redirect(`${gatePrefix}/sign-in`, { session: 'end' });
    if (result === 'deleted') return redirect(`${gatePrefix}/sign-in?notice=deleted`, { session: 'end' });
    return redirect(myPageAddress('privacy', result === 'asked' ? 'deletion_asked' : undefined));
  },
};
