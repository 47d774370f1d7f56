import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { securityEvents } from '../../../src/core/security-events.ts';
import { readEvents } from '../../../src/gate/events/read-events.ts';
import { tellTallies } from '../../../src/gate/events/tell-tallies.ts';
import { startTestGate, type TestGate } from '../../support/gate.ts';
import { everySecurityEvent } from './every-security-event.ts';
import { withSignInLinks } from './mailed-links.ts';

let gate: TestGate;
let secrets: readonly string[];
let startedAt: number;
beforeAll(async () => {
  startedAt = Date.now();
  gate = await startTestGate({ limits: { accountAddress: { points: 5, duration: 900 } } });
  const website = await gate.publish(withSignInLinks);
  secrets = await everySecurityEvent(gate, website, 'logboek@example.com');
  gate.clock.move(120_000);
  await tellTallies({ db: gate.database.kysely, clock: gate.clock });
});
afterAll(() => gate.stop());

/** What the office is told for its audit log. */
async function told() {
  const events = await readEvents(gate.database.kysely, 0, 1000);
  return events.filter(({ type }) => type === 'securityV1');
}

describe('logs', () => {
  it('S11: the audit log is told of every security event that there is, at its time in UTC', async () => {
    const events = await told();
    const names = new Set(events.map(({ event }) => event));
    expect(securityEvents.filter((name) => !names.has(name))).toEqual([]);
    for (const { at } of events) {
      expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      const time = Date.parse(String(at));
      expect(time).toBeGreaterThanOrEqual(startedAt - 1000);
      expect(time).toBeLessThanOrEqual(gate.clock.now().getTime());
    }
  });

  it('S11: the log of the process has every security event that there is, each in one shape, at its time since 1970 in UTC', () => {
    const lines = gate.logged.map((line) => JSON.parse(line) as Record<string, unknown>); // pino writes objects
    const events = lines.filter(({ msg }) => msg === 'security event');
    const names = new Set(events.map(({ event }) => event));
    expect(securityEvents.filter((name) => !names.has(name))).toEqual([]);
    const shape = ['event', 'websiteId', 'loginId', 'accountId', 'address', 'detail'];
    for (const line of events) {
      expect(Object.keys(line)).toEqual(expect.arrayContaining(shape));
      // No e-mail address, as strangers type them and a log can't forget somebody.
      expect(JSON.stringify(line)).not.toContain('@');
    }
    for (const { time } of lines) {
      expect(Number(time)).toBeGreaterThanOrEqual(startedAt);
      expect(Number(time)).toBeLessThanOrEqual(Date.now());
    }
  });

  it('S11: what the office is told stands in the log of the process as often', async () => {
    const lines = gate.logged.map((line) => JSON.parse(line) as Record<string, unknown>); // pino writes objects
    const logged = Map.groupBy(
      lines.filter(({ msg }) => msg === 'security event'),
      ({ event }) => event,
    );
    for (const [event, all] of Map.groupBy(await told(), (one) => one.event)) {
      const count = all.reduce((sum, one) => sum + Number(one.count), 0);
      expect([event, logged.get(event)?.length]).toEqual([event, count]);
    }
  });

  it('S11: neither log has a password, token, session, code or query string', async () => {
    const written = [...gate.logged, JSON.stringify(await told())].join('\n');
    expect(secrets.length).toBeGreaterThan(30);
    for (const secret of secrets) {
      for (const notation of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
        expect(written).not.toContain(notation);
      }
    }
    expect(written).not.toMatch(/token=|password=|[?&]return=/);
  });
});
