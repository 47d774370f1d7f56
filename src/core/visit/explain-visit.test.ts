import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccountAccess, accessRules, decideAccess } from '../access.ts';
import { isProtected } from '../paths.ts';
import { publishedStatuses } from '../status.ts';
import { originKinds, protections } from '../website.ts';
import { type ExplainedWebsite, explainVisit, type VisitQuestion } from './explain-visit.ts';
import { bestSignIn, type SignInFacts } from './sign-in-steps.ts';
import { visitDecision } from './visit-decision.ts';
import { visitFindings } from './visit-step.ts';

const now = new Date('2026-03-02T10:00:00Z');
const time = fc
  .constantFrom(-1e12, -40, -20, -1, 0, 1, 20)
  .map((days) => new Date(now.getTime() + days * 86_400_000));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const website: fc.Arbitrary<ExplainedWebsite> = fc.record({
  access: fc.record({ enabled: fc.boolean(), licensedUntil: maybe(time) }),
  settings: fc.record({
    protection: fc.constantFrom(...protections),
    paths: fc.subarray(['/shop', '/prijzen/netto', '/', '/%41']),
    origin: fc.constantFrom(...originKinds).map((kind) => ({ kind })),
    signIn: fc.record({
      secondFactor: fc.constantFrom('optional' as const, 'required' as const),
      magicLink: fc.boolean(),
    }),
  }),
});
const account: fc.Arbitrary<AccountAccess> = fc.record({
  status: fc.constantFrom(...publishedStatuses),
  validFrom: maybe(time),
  validUntil: maybe(time),
  contactActive: fc.boolean(),
});
const signIn: fc.Arbitrary<SignInFacts> = fc
  .record({
    exists: fc.boolean(),
    signedUp: fc.boolean(),
    addressProven: fc.boolean(),
    password: fc.boolean(),
    passkey: fc.boolean(),
    codes: fc.boolean(),
    secondStepChosen: fc.boolean(),
    sessions: fc.nat(2),
    strongSession: fc.boolean(),
  })
  // Whoever has a session has a sign-in, and a strong session is one.
  .map((facts) => {
    const sessions = facts.exists ? facts.sessions : 0;
    return { ...facts, sessions, strongSession: facts.strongSession && sessions > 0 };
  });
const target = fc.oneof(
  fc.constantFrom(
    '/',
    '/shop',
    '/Shop/x?y=1',
    '/shopping',
    '/_gate/my-page',
    '/a//b',
    '/shop/..%2f',
    '/%zz',
    '',
  ),
  fc.webPath(),
);
const question: fc.Arbitrary<VisitQuestion> = fc.record({
  website,
  hostKnown: maybe(fc.boolean()),
  target: maybe(target),
  account: maybe(account),
  signIn: maybe(signIn),
  now: fc.constant(now),
});

describe('the explanation of a visit', () => {
  it('I1: says that somebody gets in exactly where the check lets such a session in', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { target: page, signIn: facts } = asked;
        fc.pre(page !== null && asked.hostKnown !== false);
        const path = isProtected(asked.website.settings, page ?? '');
        fc.pre(!path.suspicious);
        const best = facts === null ? { strong: true } : bestSignIn(asked.website, facts);
        // The check knows no account that ended: the session's query leaves it out.
        const current = asked.account?.status === 'ended' ? null : asked.account;
        const session = best === null ? null : { account: current, ...best };
        const decision = visitDecision(asked.website, path, session, now);
        const explained = explainVisit(asked);
        expect(explained.allowed).toBe(decision.kind === 'pass');
        expect(explained.identified).toBe(decision.kind === 'pass' && decision.identified);
        if (decision.kind === 'refuse') expect(explained.failed).toBe(decision.failed);
      }),
      { numRuns: 5000 },
    );
  });

  it('I1: the steps and the answer say the same, whatever is asked', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { allowed, identified, open, failed, steps } = explainVisit(asked);
        const passed = steps.every((one) => one.passed !== false);
        expect(allowed).toBe(passed || open);
        expect(identified).toBe(passed);
        expect(failed).toBe(allowed ? null : (steps.find((one) => one.passed === false)?.rule ?? 'none'));
        for (const { rule, finding } of steps) expect(visitFindings[rule]).toContain(finding);
        const rules = steps.map(({ rule }) => rule);
        expect(rules).toEqual([...new Set(rules)]);
      }),
      { numRuns: 5000 },
    );
  });

  it('I1: nobody gets into what is closed without access by the one decision of access', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { allowed, open } = explainVisit(asked);
        if (!allowed || open) return;
        expect(decideAccess(asked.website.access, asked.account, now).allowed).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

const closed: ExplainedWebsite = {
  access: { enabled: true, licensedUntil: null },
  settings: {
    protection: 'part',
    paths: ['/shop', '/prijzen'],
    origin: { kind: 'forward_auth' },
    signIn: { secondFactor: 'optional', magicLink: false },
  },
};
const approved: AccountAccess = {
  status: 'approved',
  validFrom: null,
  validUntil: null,
  contactActive: true,
};
const ready: SignInFacts = {
  exists: true,
  signedUp: false,
  addressProven: true,
  password: true,
  passkey: false,
  codes: false,
  secondStepChosen: false,
  sessions: 0,
  strongSession: false,
};
const asked: VisitQuestion = {
  website: closed,
  hostKnown: true,
  target: '/prijzen/netto',
  account: approved,
  signIn: ready,
  now,
};
const findingsOf = (changes: Partial<VisitQuestion>) =>
  explainVisit({ ...asked, ...changes }).steps.map(({ finding }) => finding);

describe('what is found', () => {
  it('R12: the prefix that closes a page is named', () => {
    const { steps, allowed } = explainVisit(asked);
    expect(allowed).toBe(true);
    expect(steps.find(({ rule }) => rule === 'path_protected')).toMatchObject({
      finding: 'closed_prefix',
      passed: null,
      facts: { prefix: '/prijzen' },
    });
  });

  it('asks the rules of access in their order, and of a missing account no more than that', () => {
    const rules = explainVisit(asked).steps.map(({ rule }) => rule);
    expect(rules.filter((rule) => accessRules.some((known) => known === rule))).toEqual([...accessRules]);
    expect(findingsOf({ account: null })).not.toContain('status_approved');
    expect(findingsOf({ account: { ...approved, status: 'ended' } })).toContain('account_ended');
  });

  it('R12: an open page is open, and says whether the website is told who it is', () => {
    const guest = explainVisit({ ...asked, target: '/about', account: null });
    expect(guest).toMatchObject({ allowed: true, open: true, identified: false, failed: null });
    expect(explainVisit({ ...asked, target: '/about' })).toMatchObject({ identified: true });
    const settings = { ...closed.settings, protection: 'voluntary' as const };
    expect(findingsOf({ website: { ...closed, settings } })).toContain('open_check_out');
  });

  it('an unclear path is closed behind one’s own web server and refused where the gate serves the website', () => {
    expect(explainVisit({ ...asked, target: '/about//x' })).toMatchObject({ allowed: true, open: false });
    expect(findingsOf({ target: '/about//x' })).toContain('path_unclear');
    const settings = { ...closed.settings, origin: { kind: 'folder' as const } };
    const refused = explainVisit({ ...asked, target: '/about//x', website: { ...closed, settings } });
    expect(refused).toMatchObject({ allowed: false, failed: 'path_understood' });
  });

  it('case 26: says what of the sign-in is missing', () => {
    const none = { ...ready, exists: false };
    expect(explainVisit({ ...asked, signIn: none }).failed).toBe('sign_in_exists');
    expect(findingsOf({ signIn: { ...none, signedUp: true } })).toContain('sign_in_unproven');
    expect(explainVisit({ ...asked, signIn: { ...ready, addressProven: false } }).failed).toBe(
      'address_proven',
    );
    expect(explainVisit({ ...asked, signIn: { ...ready, password: false } }).failed).toBe('way_to_sign_in');
    const isIn = { ...ready, password: false, sessions: 1 };
    expect(explainVisit({ ...asked, signIn: isIn }).allowed).toBe(true);
  });

  it('a second factor that the website demands keeps out who has none', () => {
    const signInSettings = { secondFactor: 'required' as const, magicLink: false };
    const strict = { ...closed, settings: { ...closed.settings, signIn: signInSettings } };
    expect(explainVisit({ ...asked, website: strict }).failed).toBe('second_factor');
    expect(explainVisit({ ...asked, website: strict, signIn: { ...ready, codes: true } }).allowed).toBe(true);
    expect(explainVisit({ ...asked, website: strict, signIn: null }).allowed).toBe(true);
    const stuck = { ...ready, secondStepChosen: true };
    expect(explainVisit({ ...asked, signIn: stuck })).toMatchObject({
      allowed: false,
      failed: 'second_factor',
    });
  });
});
