import { gatePrefix } from '../../../core/paths.ts';
import { pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';
import { takeBackDeletion } from './ask-deletion.ts';
import { deletionSections } from './deletion-sections.ts';
import { myPageAddress, myPageMenu, myPagePath } from './my-page-menu.ts';
import { noticeOn } from './notices.ts';
import { ownDeletion } from './own-deletion.ts';
import { signInFirst } from './sign-in-first.ts';

/** Download of one's data, and requests to delete them; a post takes back what waits. */
export const privacyPage: VisitorPage = {
  path: myPagePath('privacy'),

  async show(visit, typed) {
    const { gate, session } = visit;
    if (session === null) return signInFirst(visit);
    const deletion = await ownDeletion(gate.db, session);
    return pageAnswer(
      {
        title: visit.say('privacyTitle'),
        menu: myPageMenu(visit, 'privacy'),
        ...noticeOn(visit, typed),
        ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
        sections: [
          {
            heading: visit.say('downloadHeading'),
            lead: [visit.say('downloadLead')],
            form: {
              action: `${gatePrefix}/my-page/download`,
              submit: visit.say('download'),
              hidden: {},
              fields: [],
              look: 'quiet',
            },
          },
          ...deletionSections(visit, deletion),
        ],
      },
      typed,
    );
  },

  async submit(visit) {
    const { gate, website, session, language, address } = visit;
    if (session === null) return signInFirst(visit);
    const wasAsked = await takeBackDeletion(gate, { website, session, language, address });
    return redirect(myPageAddress('privacy', wasAsked ? 'deletion_taken_back' : undefined));
  },
};
