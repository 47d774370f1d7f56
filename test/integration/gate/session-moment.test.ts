import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishedWebsite } from '../../../src/gate/websites/published-website.ts';
import { askNginxCheck } from '../../support/ask.ts';
import {
  addPerson,
  addWebsite,
  type CheckServer,
  changeWebsite,
  signIn,
  startCheckServer,
} from '../../support/check-server.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let node: CheckServer;
let website: PublishedWebsite;
let now: number;

beforeAll(async () => {
  database = await createTestDatabase();
  now = Date.now();
  node = await startCheckServer(database.gateUrl, { clock: { now: () => new Date(now) } });
  website = await addWebsite(node, { sessionHours: 1, sessionIdleMinutes: 30 });
});
afterAll(async () => {
  await node?.close();
  await database?.drop();
});

const hour = 3_600_000;
const minute = 60_000;
const statusOf = async (cookie: string): Promise<number> =>
  (await askNginxCheck(node.port, 'http://partners.test/x', cookie)).status;

describe('a session that is asked about all the time', () => {
  it('R14: ends with its absolute limit to the millisecond', async () => {
    const from = now;
    const cookie = await signIn(node, website, await addPerson(node, website));
    const moments = [0, 29 * minute, 58 * minute, hour - 1500, hour - 700, hour - 1, hour, hour + 1];
    const statuses = [];
    for (const moment of moments) {
      now = from + moment;
      statuses.push(await statusOf(cookie));
    }
    expect(statuses).toEqual([204, 204, 204, 204, 204, 204, 401, 401]);
  });

  it('R14: ends when it was idle for too long, counted from its last second of use', async () => {
    const from = now;
    const cookie = await signIn(node, website, await addPerson(node, website));
    for (const moment of [0, 300, 600, 900]) {
      now = from + moment;
      expect(await statusOf(cookie)).toBe(204);
    }
    now = from + 30 * minute - 1;
    expect(await statusOf(cookie)).toBe(204);
    now += 31 * minute;
    expect(await statusOf(cookie)).toBe(401);
  });

  it('I2: ends at once when the website’s limits become shorter', async () => {
    const cookie = await signIn(node, website, await addPerson(node, website));
    expect(await statusOf(cookie)).toBe(204);
    now += 10 * minute;
    expect(await statusOf(cookie)).toBe(204);
    await changeWebsite(node, website, { sessionIdleMinutes: 5, sessionHours: 0 });
    await node.services.websites.refresh();
    expect(await statusOf(cookie)).toBe(401);
  });

  it('I1: the end of the account’s validity counts to the millisecond', async () => {
    await changeWebsite(node, website, { sessionIdleMinutes: 30, sessionHours: 1 });
    await node.services.websites.refresh();
    const until = now + 10_000;
    const person = await addPerson(node, website, { validUntil: new Date(until).toISOString() });
    const cookie = await signIn(node, website, person);
    const statuses = [];
    for (const moment of [now, until - 900, until - 1, until]) {
      now = moment;
      statuses.push(await statusOf(cookie));
    }
    expect(statuses).toEqual([204, 204, 204, 403]);
  });
});
