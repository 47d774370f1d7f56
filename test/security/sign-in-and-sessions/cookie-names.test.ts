import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { checkedBy } from '../../support/second-factor.ts';

let gate: TestGate;
let website: TestWebsite;
beforeAll(async () => {
  gate = await startTestGate();
  const host = 'winkel.zuster.example';
  website = await gate.publish({ hosts: [host], publicUrl: `https://${host}` });
});
afterAll(() => gate.stop());

/**
 * Bytes before a name that some languages take for white space and browsers for a part of the name, so that they let a
 * website of the same domain set such a cookie for all of it: the `__Host-` in it protects nothing (RFC 6265bis §4.1.3).
 */
const almostSpaces = ['\u00a0', '\u0085', '\u00a0 \u00a0', ' \u00a0'];

describe('a cookie whose name is one of the gate’s but for a byte before or behind it', () => {
  it.each(almostSpaces)('S3: is no session (%j), so that no sister website plants one', async (space) => {
    const { visitor: stranger } = await approved(
      gate,
      website,
      `vreemd-${almostSpaces.indexOf(space)}@x.example`,
    );
    const token = stranger.cookies.get('__Host-gate') ?? '';
    for (const name of [`${space}__Host-gate`, `__Host-gate${space}`]) {
      const visitor = gate.visitor(website);
      visitor.cookies.set(name, token);
      expect(await checkedBy(gate, website, visitor)).toBe(302);
    }
    const visitor = gate.visitor(website);
    visitor.cookies.set('__Host-gate', `${space}${token}`);
    expect(await checkedBy(gate, website, visitor)).toBe(302);
  });

  it('S3: nor does it put somebody out who has a session', async () => {
    const { visitor } = await approved(gate, website, 'eigen@x.example');
    visitor.cookies.set('\u00a0__Host-gate', 'a'.repeat(43));
    expect(await checkedBy(gate, website, visitor)).toBe(204);
  });

  it.each(almostSpaces)(
    'S10: is no secret of a browser’s forms (%j), which a stranger would know',
    async (space) => {
      const visitor = gate.visitor(website);
      visitor.cookies.set(`${space}__Host-gate-form`, 'a'.repeat(22));
      const page = await visitor.get('/_gate/sign-in');
      expect(page.headers['set-cookie']?.join()).toMatch(/^__Host-gate-form=(?!a{22})/);
    },
  );
});
