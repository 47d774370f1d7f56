import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approved, registered, startTestGate, type TestGate, type TestWebsite } from '../support/gate.ts';
import { goodPassword, type VisitorPage } from '../support/visitor.ts';

let gate: TestGate;
let website: TestWebsite;
const known = 'bekend@example.com';
const unknown = 'onbekend@example.com';
beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish();
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
    body: page.body.replaceAll(email, 'ADDRESS').replace(/(name="(?:id|form)" value)="[^"]*"/g, '$1'),
  };
}

async function ask(path: string, email: string, fields: Record<string, string> = {}): Promise<VisitorPage> {
  const visitor = gate.visitor(website);
  const page = await visitor.get(path);
  return visitor.submit(page, { email, ...fields }, { action: path, follow: false });
}

const ways: [string, (email: string) => Promise<VisitorPage>][] = [
  ['sign-in', (email) => ask('/_gate/sign-in', email, { password: 'verkeerd wachtwoord' })],
  [
    'sign-up',
    (email) => ask('/_gate/sign-up', email, { firstName: 'A', lastName: 'B', password: goodPassword }),
  ],
  ['reset', (email) => ask('/_gate/forgotten-password', email)],
  [
    'resend',
    async (email) => {
      const visitor = gate.visitor(website);
      const sent = await visitor.signUp({ email });
      return visitor.submit(sent, {}, { action: '/_gate/resend' });
    },
  ],
];

describe('known and unknown addresses', () => {
  it.each(ways)(
    'I7, case 35: %s answers both alike: status, headers, cookies and page',
    async (_way, send) => {
      expect(seen(await send(known), known)).toEqual(seen(await send(unknown), unknown));
    },
  );

  it.each(ways.slice(0, 3))(
    'I7, case 35: %s takes the same time for both',
    { retry: 3 },
    async (_way, send) => {
      const times: Record<string, number[]> = { [known]: [], [unknown]: [] };
      await send(known);
      await send(unknown);
      for (let round = 0; round < 12; round += 1) {
        for (const email of round % 2 === 0 ? [known, unknown] : [unknown, known]) {
          const start = performance.now();
          await send(email);
          times[email]?.push(performance.now() - start);
          await gate.running.settle();
        }
      }
      const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
      const [one, other] = [median(times[known] ?? []), median(times[unknown] ?? [])];
      // A hash left out would halve the time; what remains is the noise of a shared machine.
      expect(Math.abs(one - other)).toBeLessThan(Math.max(15, 0.35 * Math.max(one, other)));
    },
  );

  it('I7: the known address learns by mail what the page does not say, the unknown one gets the usual mail', async () => {
    const [mine, strange] = ['mijn@example.com', 'vreemd@example.com'];
    await registered(gate, website, mine);
    for (const email of [mine, strange]) await gate.visitor(website).signUp({ email });
    expect((await gate.mails(mine)).at(-1)?.event).toBe('already_registered');
    expect((await gate.mails(strange)).at(-1)?.event).toBe('verify_email');
    for (const email of [mine, 'niemand@example.com']) await ask('/_gate/forgotten-password', email);
    expect((await gate.mails(mine)).at(-1)?.event).toBe('reset_password');
    expect(await gate.mails('niemand@example.com')).toEqual([]);
  });

  it('I7: who signs up with somebody’s address and then signs in with that password learns nothing either', async () => {
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

  it('I7: before it answers, the gate does the same statements for both', async () => {
    const before = await gate.database.kysely.selectFrom('visitor_request').select('id').execute();
    for (const email of [known, unknown]) await ask('/_gate/forgotten-password', email);
    const rows = await gate.database.kysely
      .selectFrom('visitor_request')
      .select(['kind', 'email'])
      .where('kind', '=', 'reset')
      .where('id', 'not in', before.length === 0 ? [website.id] : before.map(({ id }) => id))
      .orderBy('created_at')
      .execute();
    expect(rows.map(({ email }) => email).sort()).toEqual([known, unknown].sort());
  });
});
