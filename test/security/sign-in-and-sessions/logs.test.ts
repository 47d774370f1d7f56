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

  it('S11: the log of the process has what was done and what was refused, at its time since 1970 in UTC', () => {
    const lines = gate.logged.map((line) => JSON.parse(line) as Record<string, unknown>); // pino writes objects
    const events = new Set(lines.map(({ event }) => event));
    for (const event of [
      'signed_in',
      'sign_in_failed',
      'sign_in_refused',
      'sign_in_unverified',
      'too_many_attempts',
      'second_factor_failed',
      'signed_out',
      'sessions_ended',
      'password_set',
      'password_changed',
      'change_password_failed',
      'passkey_added',
      'passkey_removed',
      'second_factor_on',
      'sign_in_link_used',
      'address_verified',
      'foreign_form',
      'data_downloaded',
      'deletion_asked',
      'deletion_withdrawn',
    ]) {
      expect(events).toContain(event);
    }
    for (const { time } of lines) {
      expect(Number(time)).toBeGreaterThanOrEqual(startedAt);
      expect(Number(time)).toBeLessThanOrEqual(Date.now());
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
