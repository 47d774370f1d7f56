import { gatePrefix } from '../../../core/paths.ts';
import type { Factors } from '../../../core/second-factor.ts';
import type { Section } from '../../pages/page-model.ts';
import type { TextKey } from '../../pages/texts/page-text.ts';
import { myPageAddress, myPageMenu, myPagePath } from '../my-page/my-page-menu.ts';
import { dayInWords } from '../my-page/time-words.ts';
import { signInToSee } from '../pages/sign-in-to-see.ts';
import { findPasskeys, type Passkey } from '../passkeys/find-passkeys.ts';
import { findDemand } from '../second-factor/find-demand.ts';
import { readFactors } from '../second-factor/read-factors.ts';
import { codesAtOnce, fewCodes } from '../second-factor/recovery-codes.ts';
import type { Visit } from '../visit.ts';
import { pageAnswer, type VisitorPage } from '../visitor-page.ts';

const notices: ReadonlyMap<string, TextKey> = new Map([
  ['password', 'noticePasswordChanged'],
  ['passkey_added', 'noticePasskeyAdded'],
  ['passkey_renamed', 'noticePasskeyRenamed'],
  ['passkey_removed', 'noticePasskeyRemoved'],
  ['app', 'noticeAppSetUp'],
  ['on', 'noticeSecondStepOn'],
  ['off', 'noticeSecondStepOff'],
  ['recovery', 'noticeRecoveryUsed'],
]);

/** The address of a page about the ways to sign in, below My page. */
export function securityAddress(page: string, query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(query).toString();
  return `${myPageAddress('security')}/${page}${search === '' ? '' : `?${search}`}`;
}

/** My page: how one signs in, and what can be changed about that. */
export const securityPage: VisitorPage = {
  path: myPagePath('security'),

  async show(visit) {
    const { gate, session, host } = visit;
    if (session === null) return signInToSee;
    const [factors, passkeys, password, demanding] = await Promise.all([
      readFactors(gate.db, session, host),
      findPasskeys(gate.db, session),
      passwordSince(visit),
      findDemand(gate.db, visit.website, session.emailCanonical),
    ]);
    if (factors === null) return signInToSee;
    const notice = notices.get(visit.query.notice ?? '');
    const goesOn = visit.query.return === undefined ? [] : [onward(visit)];
    return pageAnswer({
      title: visit.say('menuSecurity'),
      lead: [visit.say('securityLead')],
      menu: myPageMenu(visit, 'security'),
      ...(notice === undefined ? {} : { notice: visit.say(notice) }),
      sections: [
        ...goesOn,
        passwordSection(visit, factors, password),
        passkeySection(visit, passkeys),
        secondStepSection(visit, factors, demanding),
        ...codesSection(visit, factors),
      ],
    });
  },
};

/** For whoever came here on the way to a page of the website. */
function onward(visit: Visit): Section {
  const { returnPath: href } = visit;
  return { ways: [{ label: visit.say('toWebsite'), href, primary: true }] };
}

async function passwordSince({ gate, session }: Visit): Promise<Date | null> {
  if (session === null) return null;
  const row = await gate.db
    .selectFrom('login')
    .select('password_changed_at')
    .where('company_id', '=', session.companyId)
    .where('id', '=', session.loginId)
    .executeTakeFirst();
  return row?.password_changed_at ?? null;
}

function passwordSection(visit: Visit, { hasPassword }: Factors, since: Date | null): Section {
  const date =
    since === null ? [] : [visit.say('passwordSince', { date: dayInWords(visit.language, since) })];
  const way = hasPassword
    ? { label: visit.say('changePassword'), href: `${gatePrefix}/change-password` }
    : { label: visit.say('passwordChoose'), href: `${gatePrefix}/forgotten-password` };
  return {
    heading: visit.say('password'),
    lead: hasPassword ? date : [visit.say('passwordNone')],
    ways: [{ ...way, look: 'quiet' }],
  };
}

function passkeySection(visit: Visit, passkeys: readonly Passkey[]): Section {
  const label = visit.say('passkeyChange');
  return {
    heading: visit.say('passkeys'),
    lead: [visit.say('passkeysLead')],
    items: passkeys.map((passkey) => ({
      title: passkey.name,
      lines: passkeyLines(visit, passkey),
      ways: [
        { label, href: securityAddress('passkey', { id: passkey.id }), about: passkey.name, look: 'quiet' },
      ],
    })),
    ways: [{ label: visit.say('passkeyAdd'), href: securityAddress('add-passkey'), look: 'quiet' }],
  };
}

/** What there is to say about a passkey: where it works where that is not here, since when, and when it was used. */
export function passkeyLines(visit: Visit, { host, createdAt, lastUsedAt }: Passkey): string[] {
  const day = (key: TextKey, date: Date): string =>
    visit.say(key, { date: dayInWords(visit.language, date) });
  return [
    ...(host === visit.host ? [] : [visit.say('passkeyOn', { host })]),
    day('passkeyMade', createdAt),
    lastUsedAt === null ? visit.say('passkeyUnused') : day('passkeyUsed', lastUsedAt),
  ];
}

function secondStepSection(visit: Visit, factors: Factors, demanding: string | null): Section {
  const { secondFactor, app, passkeysHere } = factors;
  const isDemanded = demanding !== null;
  const value = secondFactor ? wayOfStep(factors) : isDemanded ? 'secondStepByDemand' : 'secondStepOff';
  const isOn = secondFactor || isDemanded;
  return {
    heading: visit.say('secondStep'),
    lead: [
      visit.say('secondStepWhat'),
      ...(demanding === null ? [] : [visit.say('secondStepDemanded', { demanding })]),
    ],
    facts: [{ label: visit.say('secondStepStatus'), value: visit.say(value), tone: isOn ? 'good' : 'plain' }],
    ways: [
      { label: visit.say(app ? 'appRenew' : 'appSetUp'), href: securityAddress('app'), look: 'quiet' },
      ...(!secondFactor && passkeysHere > 0
        ? [{ label: visit.say('secondStepUsePasskey'), href: securityAddress('use-passkey') }]
        : []),
      ...(secondFactor && demanding === null
        ? [{ label: visit.say('secondStepSwitchOff'), href: securityAddress('switch-off') }]
        : []),
    ],
  };
}

function wayOfStep({ app, passkeysHere, passkeysElsewhere }: Factors): TextKey {
  if (!app) return 'secondStepByPasskey';
  return passkeysHere + passkeysElsewhere > 0 ? 'secondStepByBoth' : 'secondStepByApp';
}

/** Only for who has what they stand in for. */
function codesSection(visit: Visit, factors: Factors): Section[] {
  const { app, passkeysHere, passkeysElsewhere, recoveryCodes: left, secondFactor } = factors;
  if (!app && passkeysHere + passkeysElsewhere === 0) return [];
  const isFew = left <= fewCodes && (secondFactor || left > 0);
  return [
    {
      heading: visit.say('codes'),
      lead: [visit.say('codesWhat'), ...(isFew ? [visit.say('codesFew')] : [])],
      facts: [
        {
          label: visit.say('codesLeft'),
          value: visit.say('codesCount', { left, all: codesAtOnce }),
          tone: isFew ? 'waiting' : 'plain',
        },
      ],
      ways: [{ label: visit.say('codesMake'), href: securityAddress('codes'), look: 'quiet' }],
    },
  ];
}
