import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/core/uuid.ts';
import { removeExpiredVisitorData } from '../../../src/gate/visitor/remove-expired.ts';
import { askCheck } from '../../support/ask.ts';
import { createAuthenticator, optionsOn } from '../../support/authenticator.ts';
import {
  accountIdOf,
  approved,
  registered,
  startTestGate,
  type TestGate,
  type TestWebsite,
} from '../../support/gate.ts';
import { addPasskey, originOf, signInByPasskey } from '../../support/passkeys.ts';
import { goodPassword, type Visitor } from '../../support/visitor.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

/** What the check says about a protected page for this browser. */
async function checked(website: TestWebsite, visitor: Visitor): Promise<number> {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { 'x-forwarded-host': website.host };
  return (await askCheck(gate.running.gatePort, '/prijzen', cookie, headers)).status;
}

/** Security events about an address, with what they say. */
async function securityOf(email: string): Promise<string[]> {
  return (await gate.events())
    .filter(({ type, data }) => type === 'securityV1' && data.email === email)
    .map(({ data }) => `${data.event} ${data.detail}`.trim());
}

describe('passkeys', () => {
  it('R14: a passkey alone signs in, leads back to the page one came for and counts as two factors', async () => {
    const website = await gate.publish({
      signIn: { ...(await gate.publish()).settings.signIn, secondFactor: 'required' },
    });
    const email = 'sleutel@example.com';
    const { visitor } = await approved(gate, website, email);
    const { authenticator, page } = await addPasskey(website, visitor);
    expect(page.text).toContain('Bewaar uw herstelcodes');
    const other = gate.visitor(website);
    const answer = await signInByPasskey(website, other, authenticator, {
      return: '/prijzen?a=1#b',
      follow: false,
    });
    expect(answer.headers.location).toBe('/prijzen?a=1#b');
    expect(await checked(website, other)).toBe(204);
    const list = await other.get('/_gate/my-page/security');
    expect(list.text).toContain('Mijn laptop');
    expect(list.text).toContain('Laatst gebruikt op');
    expect(await securityOf(email)).toEqual([
      'signed_in sign_up',
      'passkey_added Mijn laptop',
      'signed_in passkey',
    ]);
    const mail = (await gate.mails(email)).at(-1);
    expect(mail?.event).toBe('sign_in_changed');
    expect(mail?.text).toContain('Mijn laptop');
  });

  it.each(['declined', 'blocked'] as const)(
    'case 1: who is %s does not get in by passkey',
    async (status) => {
      const website = await gate.publish();
      const email = `sleutel-${status}@example.com`;
      const { visitor } = await approved(gate, website, email);
      const { authenticator } = await addPasskey(website, visitor);
      await gate.account(website, { id: await accountIdOf(gate, website, email), email, status });
      const other = gate.visitor(website);
      const page = await signInByPasskey(website, other, authenticator);
      expect(page.status).toBe(403);
      expect(page.text).toContain(status === 'declined' ? 'geweigerd' : 'geblokkeerd');
      expect(other.cookies.has('gate')).toBe(false);
    },
  );

  it('case 1: who waits for approval gets My page by passkey, and the check refuses', async () => {
    const website = await gate.publish();
    const visitor = await registered(gate, website, 'sleutel-wacht@example.com');
    const { authenticator } = await addPasskey(website, visitor);
    const other = gate.visitor(website);
    const page = await signInByPasskey(website, other, authenticator);
    expect(page.text).toContain('Uw aanvraag is ontvangen');
    expect(await checked(website, other)).toBe(403);
  });

  it('case 1, case 13: an address that was corrected is proven before its passkey signs in', async () => {
    const website = await gate.publish();
    const { visitor, account } = await approved(gate, website, 'sluetel@example.com');
    const { authenticator } = await addPasskey(website, visitor);
    await gate.account(website, { id: account.id, email: 'sleutel-goed@example.com', status: 'approved' });
    const other = gate.visitor(website);
    const page = await signInByPasskey(website, other, authenticator);
    expect(page.status).toBe(403);
    expect(page.text).toContain('Bevestig eerst uw e-mailadres');
    expect(other.cookies.has('gate')).toBe(false);
  });

  it('case 2: a passkey of website A never works on B, of the same company or another', async () => {
    const companyId = newId();
    const [a, b, c] = [
      await gate.publish({}, companyId),
      await gate.publish({}, companyId),
      await gate.publish(),
    ];
    const email = 'sleutel-a@example.com';
    const { visitor } = await approved(gate, a, email);
    const { authenticator } = await addPasskey(a, visitor);
    const id = authenticator.passkeys[0]?.id ?? '';
    for (const website of [b, c]) {
      const other = gate.visitor(website);
      const page = await other.get('/_gate/sign-in');
      // What a browser never does: with the RP ID and the origin of either website.
      for (const [rpId, origin] of [
        [website.host, originOf(website)],
        [a.host, originOf(a)],
        [a.host, originOf(website)],
      ] as const) {
        const credential = authenticator.use(optionsOn(page.body), { origin, rpId, id });
        const answer = await other.submit(page, { credential }, { having: 'credential' });
        expect(answer.status).toBe(422);
        expect(answer.text).toContain('Met deze passkey kunt u zich hier niet aanmelden');
      }
      expect(other.cookies.has('gate')).toBe(false);
    }
  });

  it('R14: what is wrong about an answer is refused alike, whether the passkey is known or not', async () => {
    const website = await gate.publish();
    const { visitor } = await approved(gate, website, 'sleutel-fout@example.com');
    const { authenticator } = await addPasskey(website, visitor);
    const stranger = createAuthenticator();
    const other = gate.visitor(website);
    const origin = originOf(website);
    const form = await visitor.get('/_gate/my-page/security/add-passkey');
    stranger.make(optionsOn(form.body), { origin });
    const page = await other.get('/_gate/sign-in');
    const options = optionsOn(page.body);
    const foreign = optionsOn((await gate.visitor(website).get('/_gate/sign-in')).body);
    const right = authenticator.use(options, { origin });
    const broken = JSON.parse(right) as { response: { signature: string } }; // made above
    const wrong = [
      stranger.use(options, { origin }),
      authenticator.use(options, { origin: 'https://evil.example' }),
      authenticator.use(options, { origin: `${origin}:81` }),
      authenticator.use(options, { origin, userVerified: false }),
      authenticator.use(options, { origin, rpId: 'localhost' }),
      authenticator.use(options.replace(/"challenge":"[^"]{4}/, '"challenge":"AAAA'), { origin }),
      // Asked of another browser.
      authenticator.use(foreign, { origin }),
      JSON.stringify({ ...broken, response: { ...broken.response, signature: 'AAAA' } }),
      '{}',
      'geen json',
      'null',
    ];
    const answers = [];
    for (const credential of wrong) {
      const answer = await other.submit(page, { credential }, { having: 'credential' });
      answers.push(`${answer.status} ${/[^.]*niet aanmelden[^.]*\./.exec(answer.text)?.[0].trim()}`);
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^422 .*Met deze passkey/);
    expect(other.cookies.has('gate')).toBe(false);
    await other.submit(page, { credential: right }, { having: 'credential' });
    expect(other.cookies.has('gate')).toBe(true);
  });

  it('R14: a challenge counts once and for five minutes; a copied passkey, whose counter did not rise, does not', async () => {
    const website = await gate.publish();
    const { visitor } = await approved(gate, website, 'sleutel-teller@example.com');
    const { authenticator } = await addPasskey(website, visitor);
    const origin = originOf(website);
    const other = gate.visitor(website);
    const page = await other.get('/_gate/sign-in');
    const send = async (credential: string): Promise<number> =>
      (await other.submit(page, { credential }, { having: 'credential', follow: false })).status;
    expect(await send(authenticator.use(optionsOn(page.body), { origin }))).toBe(303);
    other.cookies.delete('gate');
    const fresh = await other.get('/_gate/sign-in');
    expect(await send(authenticator.use(optionsOn(fresh.body), { origin, keepsCounter: true }))).toBe(422);
    expect(await send(authenticator.use(optionsOn(page.body), { origin }))).toBe(422);
    const late = authenticator.use(optionsOn((await other.get('/_gate/sign-in')).body), { origin });
    gate.clock.move(301_000);
    expect(await send(late)).toBe(422);
  });

  it('R14: an authenticator that counts nothing, as those in the cloud, works each time', async () => {
    const website = await gate.publish();
    const { visitor } = await approved(gate, website, 'sleutel-wolk@example.com');
    const cloud = createAuthenticator({ counts: false });
    await addPasskey(website, visitor, cloud);
    for (const _round of [1, 2]) {
      const other = gate.visitor(website);
      await signInByPasskey(website, other, cloud);
      expect(await checked(website, other)).toBe(204);
    }
  });

  it('R14: looking at the sign-in page keeps nothing, however often', async () => {
    const website = await gate.publish();
    for (let round = 0; round < 5; round += 1) await gate.visitor(website).get('/_gate/sign-in');
    const rows = await gate.database.kysely
      .selectFrom('passkey_challenge')
      .selectAll()
      .where('website_id', '=', website.id)
      .execute();
    expect(rows).toEqual([]);
  });

  it('R14: what was answered, and first steps without a second, are forgotten once they are over', async () => {
    const rows = async (): Promise<number> => {
      const { kysely } = gate.database;
      const challenges = await kysely.selectFrom('passkey_challenge').select('challenge').execute();
      const steps = await kysely.selectFrom('sign_in_step').select('token_hash').execute();
      return challenges.length + steps.length;
    };
    const website = await gate.publish();
    const { visitor } = await approved(gate, website, 'sleutel-opruimen@example.com');
    await addPasskey(website, visitor);
    await visitor.submit(
      await visitor.get('/_gate/my-page/security/use-passkey'),
      {},
      { action: '/_gate/my-page/security/use-passkey' },
    );
    await gate.visitor(website).signIn('sleutel-opruimen@example.com', goodPassword);
    expect(await rows()).toBeGreaterThan(1);
    gate.clock.move(601_000);
    await removeExpiredVisitorData({ db: gate.database.kysely, clock: gate.clock });
    expect(await rows()).toBe(0);
  });

  it('R14: several tabs may ask at once, each with the challenge it has', async () => {
    const website = await gate.publish();
    const { visitor } = await approved(gate, website, 'sleutel-tabs@example.com');
    const { authenticator } = await addPasskey(website, visitor);
    const other = gate.visitor(website);
    const tabs = [await other.get('/_gate/sign-in?return=/a'), await other.get('/_gate/sign-in?return=/b')];
    const landed = [];
    for (const tab of tabs) {
      const credential = authenticator.use(optionsOn(tab.body), { origin: originOf(website) });
      const answer = await other.submit(tab, { credential }, { having: 'credential', follow: false });
      landed.push(answer.headers.location);
    }
    expect(landed).toEqual(['/a', '/b']);
  });
});
