import { gatePrefix } from '../../../core/paths.ts';
import type { Section } from '../../pages/page-model.ts';
import type { Visit } from '../visit.ts';
import { pageAnswer, redirect, type VisitorPage } from '../visitor-page.ts';
import { deletionAskedAt, takeBackDeletion } from './ask-deletion.ts';
import { myPageAddress, myPageMenu, myPagePath } from './my-page-menu.ts';
import { noticeOn } from './notices.ts';
import { signInFirst } from './sign-in-first.ts';
import { dayInWords } from './time-words.ts';

/** Download of one's data, and the request to delete it; a post takes that request back. */
export const privacyPage: VisitorPage = {
  path: myPagePath('privacy'),

  async show(visit, typed) {
    const { gate, session } = visit;
    if (session === null) return signInFirst(visit);
    const askedAt = await deletionAskedAt(gate.db, session);
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
          askedAt === null
            ? {
                heading: visit.say('deleteHeading'),
                lead: [visit.say('deleteLead')],
                ways: [{ label: visit.say('deleteAsk'), href: `${gatePrefix}/my-page/delete` }],
              }
            : deletionSection(visit, askedAt),
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

/** That deletion was asked for, and the way back. */
export function deletionSection(visit: Visit, askedAt: Date): Section {
  return {
    heading: visit.say('deleteHeading'),
    lead: [visit.say('deletionAsked', { date: dayInWords(visit.language, askedAt) })],
    form: {
      action: myPageAddress('privacy'),
      submit: visit.say('takeBack'),
      hidden: {},
      fields: [],
      look: 'quiet',
    },
  };
}
