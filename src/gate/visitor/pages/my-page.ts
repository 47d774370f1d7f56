import { gatePrefix } from '../../../core/paths.ts';
import type { VisitorStanding } from '../../../core/visitor-standing.ts';
import { languageNames } from '../../pages/language-names.ts';
import type { Item, Section, Tone } from '../../pages/page-model.ts';
import { deletionNews } from '../my-page/deletion-sections.ts';
import { myPageAddress, myPageMenu, myPagePath } from '../my-page/my-page-menu.ts';
import { noticeOn } from '../my-page/notices.ts';
import { ownDeletion } from '../my-page/own-deletion.ts';
import { ownDevices } from '../my-page/own-devices.ts';
import { type OwnWebsite, ownWebsites } from '../my-page/own-websites.ts';
import { signInFirst } from '../my-page/sign-in-first.ts';
import { dayInWords } from '../my-page/time-words.ts';
import type { Visit } from '../visit.ts';
import { pageAnswer, type VisitorPage } from '../visitor-page.ts';

const tones: Readonly<Record<VisitorStanding, Tone>> = {
  allowed: 'good',
  no_account: 'plain',
  pending: 'waiting',
  not_yet: 'waiting',
  site_closed: 'plain',
  declined: 'bad',
  blocked: 'bad',
  ended: 'plain',
  over: 'plain',
};

/** My page (R14): how one stands with the company's websites, and the ways to all that is one's own. */
export const myPage: VisitorPage = {
  path: myPagePath('overview'),

  async show(visit, typed) {
    const { gate, website, session } = visit;
    if (session === null) return signInFirst(visit);
    const websites = await ownWebsites(gate, website, session);
    const devices = await ownDevices(gate, session);
    const deletion = await ownDeletion(gate.db, session);
    const account: Section = {
      heading: visit.say('ownAccount'),
      facts: [
        ...(session.name === '' ? [] : [{ label: visit.say('personName'), value: session.name }]),
        { label: visit.say('email'), value: session.email },
        { label: visit.say('languageLabel'), value: languageNames[visit.language] },
        {
          label: visit.say('signedInWhere'),
          value: visit.say(devices.length < 2 ? 'deviceCountOne' : 'deviceCount', { count: devices.length }),
        },
      ],
      ways: [
        { label: visit.say('changeDetails'), href: myPageAddress('details') },
        { label: visit.say('seeDevices'), href: myPageAddress('devices') },
      ],
    };
    return pageAnswer(
      {
        title: visit.say('myPage'),
        lead: [visit.say('signedInAs', { email: session.email })],
        menu: myPageMenu(visit, 'overview'),
        ...noticeOn(visit, typed),
        ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
        sections: [
          ...deletionNews(visit, deletion),
          { heading: visit.say('ownWebsites'), items: websites.map((own) => websiteItem(visit, own)) },
          account,
        ],
      },
      typed,
    );
  },
};

function websiteItem(visit: Visit, { website, isThis, standing, account }: OwnWebsite): Item {
  const { name, publicUrl, policy } = website.settings;
  const number = account?.contactNumber ?? '';
  const day = (at: Date): string => dayInWords(visit.language, at);
  const until = account?.validUntil ?? null;
  const lines = [
    new URL(publicUrl).host,
    ...(number === '' ? [] : [visit.say('customerNumberIs', { number })]),
    ...(standing === 'not_yet' && account?.validFrom != null
      ? [visit.say('accessFrom', { date: day(account.validFrom) })]
      : []),
    ...(until === null ? [] : [visit.say('accessUntil', { date: day(until) })]),
  ];
  const mayAsk = isThis && standing === 'no_account' && policy !== 'owner_only';
  return {
    title: name,
    href: isThis ? '/' : publicUrl,
    tag: { label: visit.say(`standing_${standing}`), tone: tones[standing] },
    lines: [lines.join(' · ')],
    ...(mayAsk
      ? { ways: [{ label: visit.say('requestAccess'), href: `${gatePrefix}/request-access`, look: 'quiet' }] }
      : {}),
  };
}
