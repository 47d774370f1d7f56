import { gatePrefix } from '../../../core/paths.ts';
import type { VisitorStanding } from '../../../core/visitor-standing.ts';
import { findAccount } from '../../logins/find-account.ts';
import type { Page, Way } from '../../pages/page-model.ts';
import { applicationForm, readApplication } from '../application-form.ts';
import { changeDetails, detailsOf } from '../change-details.ts';
import { standingOf } from '../sign-in.ts';
import type { Visit } from '../visit.ts';
import { pageAnswer, redirect, type Typed, type VisitorPage } from '../visitor-page.ts';
import { signInToSee } from './sign-in-to-see.ts';

const notices = {
  saved: 'noticeSaved',
  unchanged: 'noticeUnchanged',
  password: 'noticePasswordChanged',
} as const;

const tones: Readonly<Record<VisitorStanding, string>> = {
  allowed: 'good',
  no_account: 'waiting',
  pending: 'waiting',
  not_yet: 'waiting',
  site_closed: 'waiting',
  declined: 'bad',
  blocked: 'bad',
  ended: 'bad',
  over: 'bad',
};

/** My page (R14): how one stands with the website, and the own details. */
export const myPage: VisitorPage = {
  path: 'my-page',

  async show(visit, typed) {
    const { gate, website, session } = visit;
    if (session === null) return signInToSee;
    const account = await findAccount(gate.db, website.id, session.emailCanonical);
    const standing = standingOf(website, account, gate.clock.now());
    const values = typed?.values ?? (await detailsOf(gate, website, session, visit.language));
    const shown: Typed = { ...typed, values: { ...values, email: session.email } };
    const notice = notices[visit.query.notice as keyof typeof notices]; // of any other value it is undefined
    const { contactNumber = '' } = account ?? {};
    const number = { label: visit.say('customerNumber'), value: contactNumber };
    return pageAnswer(
      {
        title: visit.say('myPage'),
        ...(notice === undefined || typed !== undefined ? {} : { notice: visit.say(notice) }),
        ...(typed?.problem === undefined ? {} : { problem: typed.problem }),
        facts: [
          { label: visit.say('website'), value: website.settings.name },
          { label: visit.say('status'), value: visit.say(`standing_${standing}`), tone: tones[standing] },
          ...(contactNumber === '' ? [] : [number]),
        ],
        heading: visit.say('myDetails'),
        form: detailsForm(visit, shown),
        ways: waysOn(visit, standing),
      },
      typed,
    );
  },

  async submit(visit) {
    const { gate, website, session, form } = visit;
    if (session === null) return signInToSee;
    const { data, errors } = readApplication(visit, session.email);
    if (Object.keys(errors).length > 0) return this.show(visit, { values: form, errors });
    const changed = await changeDetails(gate, website, session, data);
    return redirect(`${gatePrefix}/my-page?notice=${changed ? 'saved' : 'unchanged'}`);
  },
};

function detailsForm(visit: Visit, typed: Typed): NonNullable<Page['form']> {
  const { fields, more, hasMore } = applicationForm(visit, typed, 'fixed');
  return {
    action: `${gatePrefix}/my-page`,
    submit: visit.say('save'),
    hidden: {},
    fields,
    more: {
      label: visit.say('moreDetails'),
      hint: visit.say('moreDetailsHint'),
      open: hasMore,
      fields: more,
    },
  };
}

function waysOn(visit: Visit, standing: VisitorStanding): Way[] {
  const ways: Way[] = [];
  if (standing === 'allowed') ways.push({ label: visit.say('toWebsite'), href: '/' });
  if (standing === 'no_account' && visit.website.settings.policy !== 'owner_only') {
    ways.push({ label: visit.say('requestAccess'), href: `${gatePrefix}/request-access` });
  }
  ways.push({ label: visit.say('changePassword'), href: `${gatePrefix}/change-password` });
  ways.push({ label: visit.say('signOut'), href: `${gatePrefix}/sign-out`, post: {} });
  return ways;
}
