import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/core/uuid.ts';
import { ask } from '../support/ask.ts';
import { approved, startTestGate, type TestGate } from '../support/gate.ts';
import { goodPassword } from '../support/visitor.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

// The headers of every page stand in sign-in-and-sessions/every-page.test.ts.

describe('headers of the visitor pages', () => {
  it('S3, S10, R14: on https the cookies are __Host-, Secure, HttpOnly and SameSite=Lax, and HSTS is set', async () => {
    const host = `veilig-${newId().slice(-6)}.example`;
    const website = await gate.publish({ hosts: [host], publicUrl: `https://${host}` });
    await approved(gate, website, 'veilig@example.com');
    const visitor = gate.visitor(website);
    const page = await visitor.get('/_gate/sign-in');
    expect(page.headers['strict-transport-security']).toMatch(/max-age=\d{7,}/);
    const fields = { email: 'veilig@example.com', password: goodPassword };
    const answer = await visitor.submit(page, fields, { follow: false });
    const cookies = [...(page.headers['set-cookie'] ?? []), ...(answer.headers['set-cookie'] ?? [])];
    expect(cookies.map((line) => line.split('=')[0]).sort()).toEqual([
      '__Host-gate',
      '__Host-gate-device',
      '__Host-gate-form',
    ]);
    for (const line of cookies) {
      for (const part of ['Path=/', 'HttpOnly', 'SameSite=Lax', 'Secure']) expect(line).toContain(part);
      expect(line).not.toMatch(/domain=/i);
    }
    const session = cookies.find((line) => line.startsWith('__Host-gate=')) ?? '';
    expect(/=([\w-]+)/.exec(session)?.[1]).toMatch(/^[\w-]{43}$/); // 256 bit
  });

  it('S10, R14: style and script come from the gate itself and may be kept', async () => {
    const website = await gate.publish();
    const page = await gate.visitor(website).get('/_gate/sign-in');
    const addresses = [...page.body.matchAll(/(?:href|src)="(\/_gate\/assets\/[^"]+)"/g)].map(
      ([, url]) => url ?? '',
    );
    expect(addresses.length).toBeGreaterThanOrEqual(2);
    for (const path of addresses) {
      const asset = await ask({ port: gate.running.gatePort, path, host: website.host });
      expect(asset.status).toBe(200);
      expect(asset.headers['cache-control']).toContain('immutable');
      expect(asset.headers['set-cookie']).toBeUndefined();
    }
  });
});
