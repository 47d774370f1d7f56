import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { ownTime } from '../../support/own-time.ts';
import { goodPassword, type Visitor, type VisitorPage } from '../../support/visitor.ts';

const devices = '/_gate/my-page/devices';
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

async function signedIn(website: TestWebsite, email: string, agent = phone): Promise<Visitor> {
  const visitor = gate.visitor(website);
  await visitor.signIn(email, goodPassword, { headers: { 'user-agent': agent } });
  return visitor;
}

/** Ids of the sessions that the page offers to end, in its order. */
function offered(page: VisitorPage): string[] {
  return [...page.body.matchAll(/name="device" value="([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '');
}

async function isIn(visitor: Visitor): Promise<boolean> {
  return (await visitor.get('/_gate/my-page', { follow: false })).status === 200;
}

describe('devices on My page', () => {
  it('R14: says browser and system in words, the website, since when, and which is this one', async () => {
    const companyId = crypto.randomUUID();
    const shop = await gate.publish({ name: 'Webshop' }, companyId);
    const partner = await gate.publish({ name: 'Partnerweb' }, companyId);
    const email = 'apparaten@example.com';
    const { visitor } = await approved(gate, shop, email);
    await signedIn(partner, email);
    gate.clock.move(2 * 3_600_000);
    const { text } = await visitor.get(devices);
    expect(text).toContain('Safari op iPhone Partnerweb, aangemeld 2 uur geleden');
    expect(text).toContain('Laatst gebruikt 2 uur geleden, aangemeld vanaf 127.0.0.1');
    expect(text).toMatch(/Webshop, aangemeld 2 uur geleden Laatst gebruikt nu.* Dit apparaat/);
  });

  it('I2, GATE: "sign out there" ends that session within a second, on whatever website it is, and tells the owner', async () => {
    const companyId = crypto.randomUUID();
    const shop = await gate.publish({}, companyId);
    const partner = await gate.publish({}, companyId);
    const email = 'daar-uit@example.com';
    const { visitor } = await approved(gate, shop, email);
    const elsewhere = await signedIn(partner, email);
    expect(await isIn(elsewhere)).toBe(true);
    const page = await visitor.get(devices);
    const [device = ''] = offered(page);
    const answer = await visitor.submit(page, { device }, { action: devices });
    expect(answer.text).toContain('Dat apparaat is afgemeld');
    const took = await ownTime(() => expect.poll(() => isIn(elsewhere), { interval: 20 }).toBe(false));
    expect(took).toBeLessThan(1000);
    expect(await isIn(visitor)).toBe(true);
    const ended = (await gate.events()).filter(({ data }) => data.event === 'session_ended').at(-1);
    expect(ended?.data).toMatchObject({ email, detail: 'Safari, iPhone', network: '127.0.0.0/24' });
  });

  it('I2: "sign out everywhere else" leaves the present one only', async () => {
    const website = await gate.publish();
    const email = 'overal-uit@example.com';
    const { visitor } = await approved(gate, website, email);
    const others = [await signedIn(website, email), await signedIn(website, email, 'curl/8')];
    const page = await visitor.get(devices);
    expect(offered(page)).toHaveLength(2);
    const answer = await visitor.submit(page, { device: 'others' }, { action: devices });
    expect(answer.text).toContain('overal elders afgemeld');
    expect(offered(answer)).toHaveLength(0);
    const took = await ownTime(async () => {
      for (const other of others) await expect.poll(() => isIn(other), { interval: 20 }).toBe(false);
    });
    expect(took).toBeLessThan(1000);
    expect(await isIn(visitor)).toBe(true);
  });

  it('I8: nobody ends or sees the session of somebody else, of the same company or another', async () => {
    const website = await gate.publish();
    const { visitor } = await approved(gate, website, 'ik@example.com');
    await signedIn(website, 'ik@example.com');
    const neighbour = await approved(gate, website, 'buur@example.com');
    const stranger = await approved(gate, await gate.publish(), 'ik@example.com');
    const rows = await gate.database.kysely
      .selectFrom('session')
      .innerJoin('login', 'login.id', 'session.login_id')
      .select(['session.id', 'login.email', 'session.company_id'])
      .execute();
    const theirs = rows.filter(
      (row) => row.email === 'buur@example.com' || row.company_id !== website.companyId,
    );
    expect(theirs.length).toBeGreaterThanOrEqual(2);
    const page = await visitor.get(devices);
    expect(offered(page)).toHaveLength(1);
    for (const { id } of theirs) await visitor.submit(page, { device: id }, { action: devices });
    await gate.running.settle();
    expect(await isIn(neighbour.visitor)).toBe(true);
    expect(await isIn(stranger.visitor)).toBe(true);
  });

  it('R14: nonsense instead of a device ends nothing, and what is over is not listed', async () => {
    const website = await gate.publish({ sessionIdleMinutes: 60 });
    const email = 'onzin@example.com';
    const { visitor } = await approved(gate, website, email);
    await signedIn(website, email);
    gate.clock.move(50 * 60_000);
    const page = await visitor.get(devices);
    for (const device of ['', 'x', "' OR 1=1", crypto.randomUUID()]) {
      await visitor.submit(page, { device }, { action: devices });
    }
    expect(offered(await visitor.get(devices))).toHaveLength(1);
    gate.clock.move(20 * 60_000);
    expect(offered(await visitor.get(devices))).toHaveLength(0);
  });

  it('GATE: a sign-out is told to the owner', async () => {
    const website = await gate.publish();
    const { visitor, account } = await approved(gate, website, 'weg@example.com');
    await visitor.submit(await visitor.get('/_gate/my-page'), {}, { action: '/_gate/sign-out' });
    const told = (await gate.events()).filter(({ data }) => data.event === 'signed_out').at(-1);
    expect(told?.data).toMatchObject({ email: 'weg@example.com', accountId: account.id });
  });
});
