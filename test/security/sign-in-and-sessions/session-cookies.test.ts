import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInSettings } from '../../../src/contract/website-settings.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { checkedBy, codeOf, setUpApp } from '../../support/second-factor.ts';
import { goodPassword, type Visitor, type VisitorPage } from '../../support/visitor.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

const everything = {
  signIn: signInSettings.parse({ keepSignedIn: true }),
  protection: 'voluntary' as const,
  paths: ['/kassa'],
};

/** Does what sets cookies of every kind, and gives the lines that set them. */
async function everyCookie(website: TestWebsite, email: string): Promise<string[]> {
  const lines: string[] = [];
  const seen = (page: VisitorPage): VisitorPage => {
    lines.push(...(page.headers['set-cookie'] ?? []));
    return page;
  };
  const { visitor: owner } = await approved(gate, website, email);
  const { secret } = await setUpApp(gate, owner);
  gate.clock.move(30_000);
  const visitor = gate.visitor(website);
  const step = { follow: false };
  seen(await visitor.get('/_gate/welcome?return=/kassa&guest=yes&lang=en', step));
  const form = seen(await visitor.get('/_gate/sign-up'));
  const details = { firstName: 'A', lastName: 'B', email: `ander-${email}`, password: goodPassword };
  seen(await visitor.submit(form, details, step));
  const page = seen(await visitor.get('/_gate/sign-in'));
  seen(await visitor.submit(page, { email, password: goodPassword, keep: 'yes' }, step));
  const second = seen(await visitor.get('/_gate/second-step'));
  seen(await visitor.submit(second, { code: codeOf(gate, secret) }, { having: 'code', ...step }));
  const away = seen(await visitor.get('/_gate/sign-out'));
  seen(await visitor.submit(away, {}, { action: '/_gate/sign-out', ...step }));
  return lines;
}

const nameOf = (line: string): string => line.slice(0, line.indexOf('='));
const kinds = ['', '-device', '-form', '-guest', '-language', '-sign-up', '-step'];

describe('cookies', () => {
  it('S3: on https all cookies are __Host-, Secure, HttpOnly, SameSite=Lax, Path=/ and of this host only', async () => {
    const host = 'veilig.example';
    const website = await gate.publish({ ...everything, hosts: [host], publicUrl: `https://${host}` });
    const lines = await everyCookie(website, 'veilig@example.com');
    expect([...new Set(lines.map(nameOf))].sort()).toEqual(kinds.map((kind) => `__Host-gate${kind}`));
    for (const line of lines) {
      for (const part of ['; Path=/', '; HttpOnly', '; SameSite=Lax', '; Secure']) {
        expect(line).toMatch(new RegExp(`${part}(;|$)`));
      }
      expect(line).not.toMatch(/domain=/i);
    }
  });

  it('S3: on http://localhost, where browsers take no others, cookies are plain, and else the same', async () => {
    const host = 'ontwikkeling.localhost';
    const website = await gate.publish({ ...everything, hosts: [host], publicUrl: `http://${host}:8081` });
    const lines = await everyCookie(website, 'gewoon@example.com');
    expect([...new Set(lines.map(nameOf))].sort()).toEqual(kinds.map((kind) => `gate${kind}`));
    for (const line of lines) {
      expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Lax(; Max-Age=\d+)?$/);
    }
  });

  it('S3: on http anywhere else the cookie is Secure all the same, so that it never goes over the wire in clear', async () => {
    const host = 'echt.example';
    const website = await gate.publish({ hosts: [host], publicUrl: `http://${host}` });
    const page = await gate.visitor(website).get('/_gate/sign-in');
    for (const line of page.headers['set-cookie'] ?? ['none']) expect(line).toMatch(/^__Host-gate.*; Secure/);
  });

  it('S3: on https a session under the plain name counts for nothing, so that nobody plants one over http', async () => {
    const host = 'dubbel.example';
    const website = await gate.publish({ hosts: [host], publicUrl: `https://${host}` });
    const { visitor } = await approved(gate, website, 'dubbel@example.com');
    const token = visitor.cookies.get('__Host-gate') ?? '';
    const holding = (name: string): Visitor => {
      const other = gate.visitor(website);
      other.cookies.set(name, token);
      return other;
    };
    expect(await checkedBy(gate, website, holding('__Host-gate'))).toBe(204);
    for (const name of ['gate', '__Secure-gate', '__host-gate', ' __Host-gate2']) {
      expect(await checkedBy(gate, website, holding(name))).toBe(302);
    }
  });
});
