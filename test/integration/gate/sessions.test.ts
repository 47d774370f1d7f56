import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withTransaction } from '../../../src/database/transaction.ts';
import { endSessions } from '../../../src/gate/sessions/end-sessions.ts';
import { removeExpiredSessions } from '../../../src/gate/sessions/remove-expired-sessions.ts';
import type { PublishedWebsite } from '../../../src/gate/websites/published-website.ts';
import { askNginxCheck } from '../../support/ask.ts';
import {
  addPerson,
  addWebsite,
  type CheckServer,
  type CheckServerOptions,
  changeWebsite,
  setStatus,
  signIn,
  startCheckServer,
  type TestPerson,
  testClock,
} from '../../support/check-server.ts';
import { asServer, createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ownTime } from '../../support/own-time.ts';

let database: TestDatabase;
let nodes: CheckServer[];
let first: CheckServer;
let website: PublishedWebsite;
let person: TestPerson;
let cookie: string;

const start = async (options: CheckServerOptions = {}): Promise<CheckServer> => {
  const node = await startCheckServer(database.gateUrl, options);
  nodes.push(node);
  return node;
};
const statusAt = async (node: CheckServer, own = cookie): Promise<number> =>
  (await askNginxCheck(node.port, 'http://partners.test/x', own)).status;

/** Waits until a node answers so, and returns the milliseconds it took (see `ownTime`). */
function until(status: number, node: CheckServer, own = cookie): Promise<number> {
  return ownTime(async () => {
    while ((await statusAt(node, own)) !== status);
  });
}

beforeEach(async () => {
  nodes = [];
  database = await createTestDatabase();
  first = await start();
  website = await addWebsite(first);
  person = await addPerson(first, website);
  cookie = await signIn(first, website, person);
});
afterEach(async () => {
  await Promise.all(nodes.map((node) => node.close()));
  await database.drop();
});

describe('losing access', () => {
  it.each([
    ['decline', 403, async () => setStatus(first, person, 'declined')],
    ['block', 403, async () => setStatus(first, person, 'blocked')],
    ['end of the account', 403, async () => setStatus(first, person, 'ended')],
    [
      'deletion of the account',
      403,
      async () => {
        await first.database.kysely.deleteFrom('account').execute();
      },
    ],
    [
      'correction of its e-mail address',
      403,
      async () => {
        const email = { email: 'new@example.com', email_canonical: 'new@example.com' };
        await first.database.kysely.updateTable('account').set(email).execute();
      },
    ],
    [
      'contact made inactive',
      403,
      async () => {
        await first.database.kysely.updateTable('account').set({ contact_active: false }).execute();
      },
    ],
    [
      'end of the session',
      401,
      async () => {
        const { companyId, id: websiteId } = website;
        await withTransaction(first.database, (trx) => endSessions(trx, { companyId, websiteId }));
      },
    ],
    ['website switched off', 403, async () => changeWebsite(first, website, { enabled: false })],
    [
      'website removed',
      403,
      async () => {
        await first.database.kysely.deleteFrom('website').execute();
      },
    ],
  ] as const)('I2: after a %s both nodes refuse within 1 s, by NOTIFY', async (_what, status, lose) => {
    const second = await start();
    expect(await statusAt(first)).toBe(204);
    expect(await statusAt(second)).toBe(204);
    await lose();
    const [one, two] = await Promise.all([until(status, first), until(status, second)]);
    expect(one).toBeLessThan(1000);
    expect(two).toBeLessThan(1000);
  });

  it('I2: a node without NOTIFY refuses within 1 s too, by its poll', async () => {
    const deaf = await start({ news: { listen: false } });
    expect(await statusAt(deaf)).toBe(204);
    await setStatus(first, person, 'blocked');
    expect(await until(403, deaf)).toBeLessThan(1000);
  });

  it('I2: news is not missed where an earlier transaction commits late', async () => {
    const deaf = await start({ news: { listen: false, pollMs: 50 } });
    const other = await addPerson(first, website);
    const otherCookie = await signIn(first, website, other);
    expect(await statusAt(deaf)).toBe(204);
    expect(await statusAt(deaf, otherCookie)).toBe(204);
    await first.database.kysely.transaction().execute(async (trx) => {
      await trx
        .updateTable('account')
        .set({ status: 'blocked' })
        .where('id', '=', person.accountId)
        .execute();
      // A later transaction commits first and is read.
      await setStatus(first, other, 'blocked');
      await until(403, deaf, otherCookie);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(await statusAt(deaf)).toBe(204);
    });
    expect(await until(403, deaf)).toBeLessThan(1000);
  });

  it('I2: what was revoked stays so over a restart', async () => {
    await setStatus(first, person, 'declined');
    await until(403, first);
    await first.close();
    nodes = [];
    expect(await statusAt(await start())).toBe(403);
  });

  it('I2: a session that is being read while it is revoked is not remembered', async () => {
    for (let round = 0; round < 20; round += 1) {
      const own = await signIn(first, website, person);
      const { companyId, id: websiteId } = website;
      await Promise.all([
        statusAt(first, own),
        withTransaction(first.database, (trx) => endSessions(trx, { companyId, websiteId })),
      ]);
      expect(await until(401, first, own)).toBeLessThan(1000);
      expect(await statusAt(first, own)).toBe(401);
    }
  });

  it('I2, R15: a change of the price group reaches a live session without ending it', async () => {
    const group = async () => {
      const answer = await askNginxCheck(first.port, 'http://partners.test/x', cookie);
      expect(answer.status).toBe(204);
      return answer.headers['remote-groups'];
    };
    expect(await group()).toBe('customer,price-group:A');
    await first.database.kysely.updateTable('account').set({ price_group: 'B, top' }).execute();
    const took = await ownTime(async () => {
      while ((await group()) !== 'customer,price-group:B%2C top');
    });
    expect(took).toBeLessThan(1000);
  });

  it('R18, case 25: the gate’s own pages know at once what changed, before any news of it, and what has ended', async () => {
    const deaf = await start({ news: { listen: false, pollMs: 60_000 } });
    const [, token = ''] = cookie.split('=');
    const { sessions } = deaf.services;
    const now = () => sessions.resolveNow(token, website.id);
    expect((await now())?.language).toBe('');
    await first.database.kysely.updateTable('login').set({ language: 'de' }).execute();
    // The check goes on with what it knows until the news comes; a page asks.
    expect(sessions.resolve(token, website.id)).toMatchObject({ language: '' });
    expect((await now())?.language).toBe('de');
    await first.database.kysely.deleteFrom('session').execute();
    expect(await now()).toBeNull();
    expect(await statusAt(deaf)).toBe(401);
  });

  it('I1: validity begins and ends by itself, without any news', async () => {
    const clock = testClock();
    const node = await start({ clock });
    const in1Hour = new Date(Date.now() + 3_600_000).toISOString();
    const in2Hours = new Date(Date.now() + 7_200_000).toISOString();
    const later = await addPerson(node, website, { validFrom: in1Hour, validUntil: in2Hours });
    await changeWebsite(node, website, { sessionIdleMinutes: 600 });
    await node.services.websites.refresh();
    const own = await signIn(node, website, later);
    expect(await statusAt(node, own)).toBe(403);
    clock.forward(3_700_000);
    expect(await statusAt(node, own)).toBe(204);
    clock.forward(3_700_000);
    expect(await statusAt(node, own)).toBe(403);
  });
});

describe('which sessions end', () => {
  const end = (whose: Parameters<typeof endSessions>[1]) =>
    withTransaction(first.database, (trx) => endSessions(trx, whose));

  it('case 6: those of one address on one website, and no others', async () => {
    const other = await signIn(first, website, await addPerson(first, website));
    const { companyId, id: websiteId } = website;
    expect(await end({ companyId, websiteId, emailCanonical: person.email })).toBe(1);
    await until(401, first);
    expect(await statusAt(first, other)).toBe(204);
  });

  it('R14: all of a sign-in but the one in use', async () => {
    const second = await signIn(first, website, person);
    const ids = await first.database.kysely.selectFrom('session').select('id').orderBy('id').execute();
    const { companyId } = website;
    const keep = ids[1]?.id ?? '';
    expect(await end({ companyId, loginId: person.loginId, exceptSessionId: keep })).toBe(1);
    await until(401, first);
    expect(await statusAt(first, second)).toBe(204);
    expect(await end({ companyId, sessionId: keep })).toBe(1);
    await until(401, first, second);
  });

  it('I8: nothing ends through the id of another company', async () => {
    const { id: websiteId } = website;
    expect(await end({ companyId: person.loginId, websiteId })).toBe(0);
    expect(await end({ companyId: person.accountId, loginId: person.loginId })).toBe(0);
  });
});

describe('limits of a session', () => {
  it('R13: ends after the idle time, and not before; requests on another node count', async () => {
    const clock = testClock();
    const one = await start({ clock });
    const two = await start({ clock });
    const own = await signIn(one, website, person);
    expect(await statusAt(two, own)).toBe(204);
    for (let time = 0; time < 4; time += 1) {
      clock.forward(40 * 60_000);
      expect(await statusAt(one, own)).toBe(204);
    }
    // Times of requests are written in the background; closing a node writes them at once.
    await one.close();
    nodes = nodes.filter((node) => node !== one);
    expect(await statusAt(two, own)).toBe(204);
    clock.forward(61 * 60_000);
    expect(await statusAt(two, own)).toBe(401);
  });

  it('R13: ends after the absolute time however much it is used, also where it is shortened later', async () => {
    const clock = testClock();
    const node = await start({ clock });
    await changeWebsite(node, website, { sessionIdleMinutes: 5000 });
    await node.services.websites.refresh();
    const own = await signIn(node, website, person);
    clock.forward(23 * 3_600_000);
    expect(await statusAt(node, own)).toBe(204);
    await changeWebsite(node, website, { sessionIdleMinutes: 5000, sessionHours: 8 });
    await node.services.websites.refresh();
    expect(await statusAt(node, own)).toBe(401);
  });

  it('R13: rows of sessions that are over are removed', async () => {
    const clock = testClock();
    const { kysely: db } = first.database;
    expect(await removeExpiredSessions({ db, clock })).toBe(0);
    clock.forward(66 * 60_000);
    expect(await removeExpiredSessions({ db, clock })).toBe(1);
  });
});

describe('the token', () => {
  it('R14: has 256 bit, is new each time, and only its hash is stored', async () => {
    const second = await signIn(first, website, person);
    const [name, token = ''] = second.split('=');
    expect(name).toBe('gate');
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(second).not.toBe(cookie);
    const rows = await first.database.kysely.selectFrom('session').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(rows).toHaveLength(2);
  });

  it('R14: several tabs may sign in at once, each session lives', async () => {
    const cookies = await Promise.all(Array.from({ length: 5 }, () => signIn(first, website, person)));
    expect(await Promise.all(cookies.map((own) => statusAt(first, own)))).toEqual(cookies.map(() => 204));
  });
});

describe('the database', () => {
  it('I6: a check seen before needs no database, and without one an unknown token stays outside', async () => {
    const unknown = await signIn(first, website, person);
    expect(await statusAt(first)).toBe(204);
    await takeAway();
    expect(await statusAt(first)).toBe(204);
    expect(await statusAt(first, unknown)).toBe(401);
    await giveBack();
    expect(await until(204, first, unknown)).toBeLessThan(4000);
  });

  it('I6: where the database does not answer, the gate’s own pages know a session as the check does', async () => {
    const [, token = ''] = cookie.split('=');
    expect(await statusAt(first)).toBe(204);
    await takeAway();
    expect(await first.services.sessions.resolveNow(token, website.id)).toMatchObject({
      loginId: person.loginId,
    });
    await giveBack();
  });

  it('I1: after the time for which a node may go on without its database, everything protected is closed', async () => {
    const node = await start({ sessions: { outageSeconds: 1 }, news: { pollMs: 100 } });
    expect(await statusAt(node)).toBe(204);
    await takeAway();
    expect(await statusAt(node)).toBe(204);
    expect(await until(401, node)).toBeLessThan(2500);
    await giveBack();
    expect(await until(204, node)).toBeLessThan(4000);
  });

  /** Lets nobody connect to the test's database, and cuts who is. */
  async function takeAway(): Promise<void> {
    const name = new URL(database.url).pathname.slice(1);
    await asServer(async (client) => {
      await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    });
  }
  async function giveBack(): Promise<void> {
    const name = new URL(database.url).pathname.slice(1);
    await asServer((client) => client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`));
  }
});
