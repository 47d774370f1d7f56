import { afterEach, describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/gate/visitor/throttle-limits.ts';
import { approved, startTestGate, type TestGate, type TestWebsite, wideLimits } from '../support/gate.ts';
import { goodPassword, type VisitorPage } from '../support/visitor.ts';

let gate: TestGate;
afterEach(() => gate.stop());

/** A wrong password for an address from a network address, by another browser each time. */
async function guess(
  website: TestWebsite,
  email: string,
  from: string,
  password = 'geraden woord',
): Promise<VisitorPage> {
  return gate
    .visitor(website)
    .signIn(email, password, { headers: { 'x-forwarded-for': from }, follow: false });
}

describe('throttling', () => {
  it('S7, R14, I7: one account from one address: five attempts, then wait, known or not', async () => {
    gate = await startTestGate({ limits: 'usual' });
    const website = await gate.publish();
    await approved(gate, website, 'echt@example.com');
    for (const email of ['echt@example.com', 'niemand@example.com']) {
      const statuses = [];
      for (let attempt = 0; attempt < 6; attempt += 1)
        statuses.push((await guess(website, email, '198.51.100.7')).status);
      expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
      const last = await guess(website, email, '198.51.100.7', goodPassword);
      expect(last.status).toBe(429);
      expect(Number(last.headers['retry-after'])).toBeGreaterThan(1);
      expect(last.text).toContain('Te veel pogingen');
      expect(last.body).toContain(`value="${email}"`);
    }
  });

  it('S7, R14: a right password begins the count anew', async () => {
    gate = await startTestGate({ limits: 'usual' });
    const website = await gate.publish();
    await approved(gate, website, 'telt@example.com');
    for (let round = 0; round < 2; round += 1) {
      for (let attempt = 0; attempt < 4; attempt += 1) {
        expect((await guess(website, 'telt@example.com', '198.51.100.7')).status).toBe(422);
      }
      expect((await guess(website, 'telt@example.com', '198.51.100.7', goodPassword)).status).toBe(303);
    }
  });

  it('S7, R14: the password of a sign-up that was not proven begins no count anew', async () => {
    gate = await startTestGate({ limits: 'usual' });
    const website = await gate.publish();
    const email = 'doel@example.com';
    await approved(gate, website, email);
    const password = 'molen kaars sloot dak';
    await gate.visitor(website).signUp({ email, password });
    await gate.running.settle();
    const statuses = [];
    for (const typed of ['een', 'twee', password, 'drie', 'vier', 'vijf'])
      statuses.push((await guess(website, email, '198.51.100.7', typed)).status);
    expect(statuses).toEqual([422, 422, 403, 422, 422, 429]);
  });

  it('S7, R14: one account from everywhere is slowed down, and its owner on a known device always gets in', async () => {
    gate = await startTestGate({
      limits: { ...defaultLimits, freshNetworks: { points: 3, duration: 3600 } },
    });
    const website = await gate.publish();
    const email = 'doelwit@example.com';
    const { visitor: owner } = await approved(gate, website, email);
    await owner.submit(await owner.get('/_gate/sign-out'), {}, { action: '/_gate/sign-out' });
    const statuses = [];
    for (let attempt = 0; attempt < 19; attempt += 1) {
      statuses.push((await guess(website, email, `203.0.${attempt}.1`)).status);
    }
    // Ten at will, three as the first of their networks, one by turn, and the others too early for theirs.
    expect(statuses.slice(0, 14)).toEqual(Array(14).fill(422));
    expect(statuses.slice(14)).toEqual(Array(5).fill(429));
    const signedIn = await owner.signIn(email, goodPassword, { follow: false });
    expect(signedIn.status).toBe(303);
  });

  it('S7, R14: while a stranger keeps an account slow, its owner gets in at once from a network that did not try', async () => {
    gate = await startTestGate({ limits: 'usual' });
    const website = await gate.publish();
    const email = 'onderweg@example.com';
    await approved(gate, website, email);
    let refused = 0;
    for (let attempt = 0; attempt < 24; attempt += 1) {
      const { status } = await guess(website, email, `203.0.${attempt % 4}.${Math.floor(attempt / 4)}`);
      if (status === 429) refused += 1;
    }
    expect(refused).toBeGreaterThan(5);
    expect((await guess(website, email, '198.51.100.7')).status).toBe(422);
    expect((await guess(website, email, '198.51.100.7', goodPassword)).status).toBe(303);
  });

  it('S7, R14: coming too early does not count, so that impatience does not make the wait longer', async () => {
    const account = { points: 0, duration: 900, longestDelay: 60 };
    const none = { points: 0, duration: 900 };
    gate = await startTestGate({ limits: { ...wideLimits, account, freshNetworks: none } });
    const website = await gate.publish();
    const statuses = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      statuses.push((await guess(website, 'haast@example.com', '203.0.113.1')).status);
    }
    const counted = await gate.database.kysely
      .selectFrom('throttle')
      .select('points')
      .where('key', 'like', 'ac:%')
      .executeTakeFirstOrThrow();
    expect(statuses).toContain(429);
    expect(counted.points).toBe(statuses.filter((status) => status === 422).length);
  });

  it('S7, R14: what a crowded network or website is refused does not slow the account down', async () => {
    gate = await startTestGate({
      limits: {
        ...defaultLimits,
        network: { points: 2, duration: 900 },
        accountNetwork: { points: 0, duration: 900 },
      },
    });
    const website = await gate.publish();
    const email = 'buur@example.com';
    for (let attempt = 0; attempt < 20; attempt += 1) await guess(website, email, '203.0.113.1');
    const statuses = [];
    for (let attempt = 0; attempt < 8; attempt += 1)
      statuses.push((await guess(website, email, `198.51.${attempt}.1`)).status);
    expect(statuses).toEqual(Array(8).fill(422));
  });

  it('S7, R14: in a siege a new password by mail makes the browser one that always gets in', async () => {
    gate = await startTestGate({ limits: { ...defaultLimits, site: { points: 20, duration: 900 } } });
    const website = await gate.publish();
    const email = 'belegerd@example.com';
    await approved(gate, website, email);
    for (let attempt = 0; attempt < 24; attempt += 1) await guess(website, email, `203.0.${attempt}.1`);
    const owner = gate.visitor(website);
    expect((await owner.signIn(email, goodPassword, { follow: false })).status).toBe(429);
    await owner.submit(await owner.get('/_gate/forgotten-password'), { email });
    const mail = (await gate.mails(email)).findLast(({ event }) => event === 'reset_password');
    const password = 'molen kaars sloot dak';
    await owner.submit(await owner.get(mail?.link ?? ''), { password });
    expect((await owner.signIn(email, password, { follow: false })).status).toBe(303);
  });

  it('S7, R14: a network is counted as one, in IPv6 too', async () => {
    gate = await startTestGate({ limits: { network: { points: 6, duration: 900 } } });
    const website = await gate.publish();
    const statuses = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      statuses.push((await guess(website, `p${attempt}@example.com`, `2001:db8:0:${attempt}::1`)).status);
    }
    expect(statuses).toEqual([...Array(6).fill(422), 429, 429]);
    expect((await guess(website, 'p9@example.com', '2001:db8:1::1')).status).toBe(422);
  });

  it('S7, R14: a whole website has its limit, and another website is not touched by it', async () => {
    gate = await startTestGate({ limits: { site: { points: 3, duration: 900 } } });
    const [website, other] = [await gate.publish(), await gate.publish()];
    const statuses = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      statuses.push((await guess(website, `s${attempt}@example.com`, `203.0.${attempt}.1`)).status);
    }
    expect(statuses).toEqual([422, 422, 422, 429, 429]);
    expect((await guess(other, 's@example.com', '203.0.0.1')).status).toBe(422);
  });

  it('S7, R14: an address gets five mails an hour by asking, known or not', async () => {
    gate = await startTestGate({ limits: 'usual' });
    const website = await gate.publish();
    await gate.account(website, { email: 'post@example.com', status: 'approved' });
    for (const email of ['post@example.com', 'geen-post@example.com']) {
      const statuses = [];
      for (let attempt = 0; attempt < 6; attempt += 1) {
        const visitor = gate.visitor(website);
        statuses.push(
          (await visitor.submit(await visitor.get('/_gate/forgotten-password'), { email })).status,
        );
      }
      expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    }
    const mails = await gate.mails('post@example.com');
    expect(mails.filter(({ event }) => event === 'reset_password')).toHaveLength(5);
  });

  it('S7, R14: X-Forwarded-For counts only behind a trusted proxy', async () => {
    gate = await startTestGate({ limits: 'usual', environment: { TRUSTED_PROXIES: '192.0.2.1' } });
    const website = await gate.publish();
    const statuses = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      statuses.push((await guess(website, 'x@example.com', `203.0.${attempt}.1`)).status);
    }
    expect(statuses.at(-1)).toBe(429);
  });

  it('S7, R14: counts survive a restart and hold no address', async () => {
    gate = await startTestGate({ limits: 'usual' });
    const website = await gate.publish();
    await guess(website, 'prive@example.com', '198.51.100.77');
    const rows = await gate.database.kysely.selectFrom('throttle').selectAll().execute();
    expect(rows.length).toBeGreaterThan(2);
    expect(JSON.stringify(rows)).not.toMatch(/prive|198\.51/);
  });

  it('S1, I7: beyond the hashes that run at once the visitor is told to come back, with nothing lost', async () => {
    gate = await startTestGate();
    const website = await gate.publish();
    const visitor = gate.visitor(website);
    const page = await visitor.get('/_gate/sign-in');
    const answers = await Promise.all(
      Array.from({ length: 70 }, (_, index) =>
        visitor.submit(page, { email: `drukte${index}@example.com`, password: 'geraden woord' }),
      ),
    );
    const busy = answers.filter(({ status }) => status === 503);
    expect(busy.length).toBeGreaterThan(0);
    expect(busy[0]?.headers['retry-after']).toBe('5');
    expect(busy[0]?.text).toContain('erg druk');
    expect(busy[0]?.body).toContain('drukte');
  });
});
