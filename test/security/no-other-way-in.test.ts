import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountV1 } from '../../src/contract/link.ts';
import { approvalPolicies } from '../../src/core/website.ts';
import { ask, askCheck, askNginxCheck } from '../support/ask.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../support/gate.ts';
import { addPasskey, signInByPasskey } from '../support/passkeys.ts';
import { checkedBy } from '../support/second-factor.ts';
import { goodPassword, type Visitor } from '../support/visitor.ts';
import { asked, newest, newPassword, withSignInLinks } from './sign-in-and-sessions/mailed-links.ts';

let gate: TestGate;
let website: TestWebsite;
beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish(withSignInLinks);
});
afterAll(() => gate.stop());

/** How somebody stands who once had access and has none now. */
const standings: readonly [string, Partial<AccountV1>][] = [
  ['pending', { status: 'pending' }],
  ['declined', { status: 'declined' }],
  ['of a contact that is inactive', { contactActive: false }],
];

/** What everything that says who is there says of a browser: the checks and the API for pages. */
async function expectOutside(visitor: Visitor, way: string): Promise<void> {
  await gate.running.settle();
  const port = gate.running.gatePort;
  const { host } = website;
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const forwarded = { 'x-forwarded-host': host };
  const answers = [
    await askCheck(port, '/prijzen', cookie, forwarded),
    await askCheck(port, '/api/prijzen', cookie, { ...forwarded, accept: 'application/json' }),
    await askNginxCheck(port, `http://${host}/prijzen`, cookie),
    await ask({ port, host, path: '/_gate/no-access', headers: { cookie, accept: 'text/html' } }),
  ];
  for (const { status, headers } of answers) {
    expect([302, 401, 403], way).toContain(status);
    expect(headers['remote-user'] ?? '', way).toBe('');
    expect(headers['gatehouse-assertion'] ?? '', way).toBe('');
  }
  const me = await ask({ port, host, path: '/_gate/me.json', headers: { cookie } });
  expect(JSON.parse(me.body), way).toMatchObject({ access: false, contact: '', groups: [], priceGroup: '' });
}

/** A browser that goes some way, of which it is only asked whether it leads in. */
type Way = (visitor: Visitor) => Promise<unknown>;

describe('without approval', () => {
  it.each(standings)(
    'case 1: who is %s gets in by no way: password, passkey, sign-in link, reset, sign-up, invitation or API',
    async (what, values) => {
      const email = `${what.replaceAll(' ', '-')}@example.com`;
      const { visitor: owner, account } = await approved(gate, website, email);
      const { authenticator } = await addPasskey(website, owner);
      const asking = gate.visitor(website);
      await asking.submit(await asking.get('/_gate/sign-in'), { email, way: 'link' }, { having: 'password' });
      const signInLink = (await newest(gate, email, 'sign_in_link')).link;
      const resetLink = (await asked(gate, website, email)).link;
      const invited = `genodigd-${email}`;
      const invitation = await gate.account(website, { email: invited, status: 'approved' });
      const inviteLink = (await newest(gate, invited, 'approved')).link;
      const everything = { status: 'approved' as const, ...values };
      await gate.account(website, { id: account.id, email, ...everything });
      await gate.account(website, { id: invitation.id, email: invited, ...everything });
      await expectOutside(owner, 'the session that was there');

      const ways: Record<string, Way> = {
        password: (visitor) => visitor.signIn(email, goodPassword),
        passkey: (visitor) => signInByPasskey(website, visitor, authenticator),
        'sign-in link': async (visitor) => visitor.submit(await visitor.get(signInLink)),
        async 'another sign-in link'(visitor) {
          await visitor.submit(
            await visitor.get('/_gate/sign-in'),
            { email, way: 'link' },
            { having: 'password' },
          );
          const { link } = await newest(gate, email, 'sign_in_link');
          const page = await visitor.get(link);
          if (page.status === 200) await visitor.submit(page);
        },
        async 'signing up again'(visitor) {
          await visitor.signUp({ email, password: newPassword });
          await gate.running.settle();
          await visitor.signIn(email, newPassword);
        },
        async 'asking for access'(visitor) {
          await visitor.signIn(email, goodPassword);
          await visitor.get('/_gate/request-access');
        },
        async reset(visitor) {
          await visitor.submit(await visitor.get(resetLink), { password: newPassword });
          await visitor.signIn(email, newPassword);
        },
        async invitation(visitor) {
          await visitor.submit(await visitor.get(inviteLink), { password: newPassword });
          await visitor.signIn(invited, newPassword);
        },
      };
      for (const [way, go] of Object.entries(ways)) {
        const visitor = gate.visitor(website);
        await go(visitor);
        await expectOutside(visitor, way);
      }
      // The same ways lead in once the owner says so, so it is not they that were broken.
      await gate.account(website, { id: account.id, email, status: 'approved' });
      const visitor = gate.visitor(website);
      await signInByPasskey(website, visitor, authenticator);
      await expect(expectOutside(visitor, 'with access')).rejects.toThrow();
    },
  );
});

describe('an invitation', () => {
  it.each(approvalPolicies)('case 5: is the approval, under the policy %s too', async (policy) => {
    const at = await gate.publish({ policy });
    const email = `uitgenodigd-${policy.replace('_', '-')}@example.com`;
    await gate.account(at, { email, status: 'approved' });
    const { link } = await newest(gate, email, 'approved');
    const visitor = gate.visitor(at);
    await visitor.submit(await visitor.get(link), { password: newPassword });
    await visitor.signIn(email, newPassword);
    expect(await checkedBy(gate, at, visitor)).toBe(204);
    // Nothing is left to decide.
    expect(
      (await gate.events()).some(({ type, data }) => type === 'registrationV1' && data.email === email),
    ).toBe(false);
  });
});
