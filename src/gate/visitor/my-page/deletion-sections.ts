import { gatePrefix } from '../../../core/paths.ts';
import type { Section } from '../../pages/page-model.ts';
import type { Visit } from '../visit.ts';
import { myPageAddress } from './my-page-menu.ts';
import type { OwnDeletion } from './own-deletion.ts';
import { dayInWords } from './time-words.ts';

/** The page that says what deletion means, and asks for it. */
export const deleteAddress = `${gatePrefix}/my-page/delete`;
/** How long the overview shows an answer; the page about privacy always does. */
const answerIsNewsMs = 30 * 86_400_000;

/** What the privacy page says about deletion: what waits, what was answered, else the way to ask. */
export function deletionSections(visit: Visit, deletion: OwnDeletion): Section[] {
  const sections = [...waitingSection(visit, deletion), ...refusedSection(visit, deletion)];
  if (sections.length > 0) return sections;
  return [
    {
      heading: visit.say('deleteHeading'),
      lead: [visit.say('deleteLead')],
      ways: [{ label: visit.say('deleteAsk'), href: deleteAddress }],
    },
  ];
}

/** What the overview says about deletion: what waits, and an answer as long as it is news. */
export function deletionNews(visit: Visit, deletion: OwnDeletion): Section[] {
  const since = visit.gate.clock.now().getTime() - answerIsNewsMs;
  const refused = deletion.refused.filter(({ decidedAt }) => decidedAt.getTime() >= since);
  return [...waitingSection(visit, deletion), ...refusedSection(visit, { ...deletion, refused })];
}

/** That deletion was asked for, and the way back. */
function waitingSection(visit: Visit, { askedAt, waitingSites, mayAsk }: OwnDeletion): Section[] {
  if (askedAt === null) return [];
  const sites = namesInWords(visit, waitingSites);
  return [
    {
      heading: visit.say('deleteHeading'),
      lead: [
        visit.say('deletionAsked', { date: dayInWords(visit.language, askedAt) }),
        ...(mayAsk ? [visit.say('deletionAbout', { sites })] : []),
      ],
      form: {
        action: myPageAddress('privacy'),
        submit: visit.say('takeBack'),
        hidden: {},
        fields: [],
        look: 'quiet',
      },
    },
  ];
}

/**
 * The owner's answer with its reason, and what one can do: ask again, write, complain (GDPR article 12, paragraph 4,
 * wants the reasons told and the right to complain).
 */
function refusedSection(visit: Visit, { refused }: OwnDeletion): Section[] {
  if (refused.length === 0) return [];
  const email = writtenTo(visit.website.settings.senderEmail);
  return [
    {
      heading: visit.say('deletionRefusedHeading'),
      lead: [
        ...refused.map(({ siteName, askedAt, reason }) =>
          visit.say('deletionRefused', {
            date: dayInWords(visit.language, askedAt),
            site: siteName,
            reason,
          }),
        ),
        visit.say('deletionRefusedMeans'),
        ...(email === '' ? [visit.say('deletionRefusedContact')] : []),
      ],
      ways: [
        { label: visit.say('deleteAskAgain'), href: deleteAddress },
        ...(email === ''
          ? []
          : [
              {
                label: visit.say('writeTo', { email }),
                href: `mailto:${encodeURIComponent(email).replace('%40', '@')}`,
              },
            ]),
      ],
    },
  ];
}

/** The sender's address, where people read what is sent to it. */
function writtenTo(senderEmail: string): string {
  return /^(no|do-?not)[._-]?reply/i.test(senderEmail) ? '' : senderEmail;
}

/** Names of websites as people list them. */
export function namesInWords(visit: Pick<Visit, 'language'>, names: readonly string[]): string {
  return new Intl.ListFormat(visit.language, { type: 'conjunction' }).format(names);
}
