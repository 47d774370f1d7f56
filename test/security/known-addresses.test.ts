import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from '../../src/passwords/password-hash.ts';
import { approved, registered, startTestGate, type TestGate, type TestWebsite } from '../support/gate.ts';
import { goodPassword, type VisitorPage } from '../support/visitor.ts';
import { withSignInLinks } from './sign-in-and-sessions/mailed-links.ts';

let gate: TestGate;
let website: TestWebsite;
const known = 'bekend@example.com';
const unknown = 'onbekend@example.com';
/** Samples of each kind; enough to see a difference of a tenth. */
const rounds = 40;

/** Statements that this process sent to a database, in their order, as the driver was given them. */
const seenStatements: string[] = [];
const { query } = pg.Client.prototype;
// Only looks on: the driver does what it always does.
pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
  const [what] = given;
  const text = typeof what === 'string' ? what : (what as { text?: string } | undefined)?.text; // a query's config
  if (text !== undefined) seenStatements.push(text);
  return Reflect.apply(query, this, given);
} as typeof query; // the same in all its forms
/** How many had been sent when the act that is looked at began, and when the gate had given its last answer. */
let begun = 0;
let answered = 0;
const noteAnswer = (): void => {
  answered = seenStatements.length;
};
subscribe('http.server.response.finish', noteAnswer);
afterAll(() => {
  pg.Client.prototype.query = query;
  unsubscribe('http.server.response.finish', noteAnswer);
});

beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish(withSignInLinks);
  await approved(gate, website, known);
});
afterAll(() => gate.stop());

/** What a stranger can see of an answer, with the address itself and what is random each time taken out. */
function seen(page: VisitorPage, email: string): object {
  const { date: _date, 'content-length': _length, 'set-cookie': cookies, ...headers } = page.headers;
  return {
    status: page.status,
    headers,
    cookies: (cookies ?? []).map((line) => line.replace(/=[^;]*/, '')),
    body: page.body
      .replaceAll(email, 'ADDRESS')
      .replace(/(name="(?:id|form)" value)="[^"]*"/g, '$1')
      .replace(/(challenge&#34;:&#34;)[\w-]*/g, '$1'),
  };
}

async function ask(path: string, email: string, fields: Record<string, string> = {}): Promise<VisitorPage> {
  const visitor = gate.visitor(website);
  const page = await visitor.get(path);
  return visitor.submit(page, { email, ...fields }, { action: path, follow: false });
}

/**
 * Statements that belong to requests: without those that the gate's own rounds (news, websites that changed, work that is
 * due, the times of last requests) send meanwhile, and with the form of a list instead of its length.
 */
function ofRequests(statements: readonly string[]): string[] {
  return statements.filter(
    (text) =>
      !/^select 1$|assertion_key|\bnews\b|^(begin|commit|start)|"done_at" is null|from "mail"|last_seen_at|^select "id", "company_id", "settings" from "website"/i.test(
        text,
      ),
  );
}

/** How long each of the acts takes, in milliseconds, done in turn and in changing order. */
async function alternately<Name extends string>(
  times: number,
  acts: Readonly<Record<Name, () => Promise<unknown>>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(acts) as Name[]; // its own keys
  const taken = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>; // one each
  for (let round = 0; round < times; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const start = performance.now();
      await acts[name]();
      taken[name].push(performance.now() - start);
      await gate.running.settle();
    }
  }
  return taken;
}

/**
 * Whether two sets of times come from different work: their rank sums lie further apart than chance does once in ten
 * thousand (Mann and Whitney), and their medians by more than a tenth, which the noise of a machine does not make.
 */
function differs(one: readonly number[], other: readonly number[]): boolean {
  const ranked = [
    ...one.map((value) => ({ value, mine: true })),
    ...other.map((value) => ({ value, mine: false })),
  ]
    .sort((a, b) => a.value - b.value)
    .map((entry, index) => ({ ...entry, rank: index + 1 }));
  const [n, m] = [one.length, other.length];
  const sum = ranked.reduce((total, { mine, rank }) => total + (mine ? rank : 0), 0);
  const z = (sum - (n * (n + m + 1)) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
  const [a, b] = [median(one), median(other)];
  return Math.abs(z) > 3.9 && Math.abs(a - b) > 0.1 * Math.max(a, b);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

const ways: [string, (email: string) => Promise<VisitorPage>][] = [
  ['sign-in', (email) => ask('/_gate/sign-in', email, { password: 'verkeerd wachtwoord' })],
  [
    'sign-up',
    (email) => ask('/_gate/sign-up', email, { firstName: 'A', lastName: 'B', password: goodPassword }),
  ],
  ['reset', (email) => ask('/_gate/forgotten-password', email)],
  ['a link to sign in', (email) => ask('/_gate/sign-in', email, { way: 'link' })],
  [
    'resend',
    async (email) => {
      const visitor = gate.visitor(website);
      const sent = await visitor.signUp({ email });
      await gate.running.settle();
      begun = seenStatements.length;
      return visitor.submit(sent, {}, { action: '/_gate/resend' });
    },
  ],
];

describe('known and unknown addresses', () => {
  it.each(ways)(
    'S6, I7, case 35: %s answers both alike: status, headers, cookies and page',
    async (_way, send) => {
      expect(seen(await send(known), known)).toEqual(seen(await send(unknown), unknown));
    },
  );

  it.each(ways.slice(0, 4))(
    'S6, I7, case 35: %s takes the same time for both',
    { retry: 2, timeout: 120_000 },
    async (_way, send) => {
      await send(known);
      await send(unknown);
      const times = await alternately(rounds, {
        known: () => send(known),
        unknown: () => send(unknown),
      });
      expect(differs(times.known, times.unknown)).toBe(false);
    },
  );

  it(
    'S6, I7: so many samples show a difference of one password hash, and find none where there is none',
    { retry: 2, timeout: 120_000 },
    async () => {
      const hash = await hashPassword(goodPassword);
      const times = await alternately(rounds, {
        once: () => verifyPassword(hash, 'verkeerd'),
        again: () => verifyPassword(hash, 'verkeerd'),
        twice: async () => {
          await verifyPassword(hash, 'verkeerd');
          await verifyPassword(hash, 'verkeerd');
        },
      });
      expect(differs(times.once, times.twice)).toBe(true);
      expect(differs(times.once, times.again)).toBe(false);
    },
  );

  it.each(ways)(
    'S6, I7, case 35: %s does the same statements for both before it answers',
    async (_way, send) => {
      const statements = async (email: string): Promise<string[]> => {
        await gate.running.settle();
        begun = seenStatements.length;
        await send(email);
        // What the gate does after its answer may well differ, and begins before the answer is read here.
        const seen = seenStatements.slice(begun, answered);
        await gate.running.settle();
        return seen;
      };
      const [one, other] = [await statements(known), await statements(unknown)];
      expect(one.length).toBeGreaterThan(0);
      expect(ofRequests(one)).toEqual(ofRequests(other));
    },
  );

  it('S6, I7: the known address learns by mail what the page does not say, the unknown one gets the usual mail', async () => {
    const [mine, strange] = ['mijn@example.com', 'vreemd@example.com'];
    await registered(gate, website, mine);
    for (const email of [mine, strange]) await gate.visitor(website).signUp({ email });
    expect((await gate.mails(mine)).at(-1)?.event).toBe('already_registered');
    expect((await gate.mails(strange)).at(-1)?.event).toBe('verify_email');
    for (const email of [mine, 'niemand@example.com']) await ask('/_gate/forgotten-password', email);
    expect((await gate.mails(mine)).at(-1)?.event).toBe('reset_password');
    expect(await gate.mails('niemand@example.com')).toEqual([]);
  });

  it('S6, I7: who signs up with somebody’s address and then signs in with that password learns nothing either', async () => {
    const [mine, strange] = ['eigen@example.com', 'nieuw@example.com'];
    await approved(gate, website, mine);
    const password = 'molen kaars sloot dak';
    const answers = [];
    for (const email of [mine, strange]) {
      const visitor = gate.visitor(website);
      await visitor.signUp({ email, password });
      await gate.running.settle();
      answers.push(seen(await visitor.signIn(email, password, { follow: false }), email));
    }
    expect(answers[0]).toEqual(answers[1]);
    // The owner of the address goes on with the own password.
    expect((await gate.visitor(website).signIn(mine, goodPassword, { follow: false })).status).toBe(303);
    expect((await gate.visitor(website).signIn(mine, password, { follow: false })).status).toBe(403);
  });
});
