import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askCheck } from '../../support/ask.ts';
import { createAuthenticator, optionsOn } from '../../support/authenticator.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
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

describe('one’s own passkeys', () => {
  it('R14: a name is suggested, can be changed and is shown as text', async () => {
    const website = await gate.publish();
    const email = 'sleutel-naam@example.com';
    const { visitor } = await approved(gate, website, email);
    const chrome = {
      headers: {
        'user-agent':
          'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
      },
    };
    const form = await visitor.get('/_gate/my-page/security/add-passkey', chrome);
    expect(form.body).toContain('value="Passkey van Chrome op Linux"');
    const authenticator = createAuthenticator();
    const credential = authenticator.make(optionsOn(form.body), { origin: originOf(website) });
    await visitor.submit(form, { credential, name: ' ' }, { having: 'credential', ...chrome });
    const list = await visitor.get('/_gate/my-page/security');
    expect(list.text).toContain('Passkey van Chrome op Linux');
    const page = await visitor.get(`/_gate/my-page/security/passkey?id=${authenticator.passkeys[0]?.id}`);
    const renamed = await visitor.submit(page, { name: '<b>Kantoor\u202e</b>' }, { having: 'name' });
    expect(renamed.text).toContain('De naam is opgeslagen');
    expect(renamed.body).toContain('&lt;b&gt;Kantoor &lt;/b&gt;');
    // The same authenticator is not asked to make a second one.
    const again = await visitor.get('/_gate/my-page/security/add-passkey');
    expect(() => authenticator.make(optionsOn(again.body), { origin: originOf(website) })).toThrow(
      'InvalidState',
    );
  });

  it('R14: removing one ends all other sessions, tells the owner of the address, and it signs in no more', async () => {
    const website = await gate.publish();
    const email = 'sleutel-kwijt@example.com';
    const { visitor } = await approved(gate, website, email);
    const { authenticator } = await addPasskey(website, visitor);
    const thief = gate.visitor(website);
    await signInByPasskey(website, thief, authenticator);
    const page = await visitor.get(`/_gate/my-page/security/passkey?id=${authenticator.passkeys[0]?.id}`);
    const done = await visitor.submit(page, {}, { having: 'act' });
    expect(done.text).toContain('De passkey is verwijderd');
    await gate.running.settle();
    expect(await checked(website, thief)).toBe(302);
    expect(await checked(website, visitor)).toBe(204);
    const again = gate.visitor(website);
    expect((await signInByPasskey(website, again, authenticator)).status).toBe(422);
    expect((await gate.mails(email)).at(-1)?.text).toContain('passkey verwijderd');
    expect(await securityOf(email)).toContain('passkey_removed Mijn laptop');
  });

  it('R14: nobody sees, renames or removes another person’s passkey', async () => {
    const website = await gate.publish();
    const { visitor: owner } = await approved(gate, website, 'sleutel-mijn@example.com');
    const { authenticator } = await addPasskey(website, owner);
    const { visitor: other } = await approved(gate, website, 'sleutel-ander@example.com');
    const { page: added } = await addPasskey(website, other);
    expect(added.status).toBe(200);
    const id = authenticator.passkeys[0]?.id ?? '';
    const mine = await other.get('/_gate/my-page/security/passkey?id=x');
    expect(mine.path).toBe('/_gate/my-page/security');
    const ownPage = await other.get('/_gate/my-page/security/add-passkey');
    const form = /name="form" value="([^"]+)"/.exec(ownPage.body)?.[1] ?? '';
    for (const fields of [{ act: 'remove' }, { name: 'Van mij' }]) {
      await other.post('/_gate/my-page/security/passkey', { form, id, ...fields });
    }
    const list = await owner.get('/_gate/my-page/security');
    expect(list.text).toContain('Mijn laptop');
    expect(list.text).not.toContain('Van mij');
  });

  it('R14: adding one needs a proof of the last ten minutes, which makes a new session token', async () => {
    const website = await gate.publish();
    const email = 'sleutel-later@example.com';
    const { visitor } = await approved(gate, website, email);
    gate.clock.move(601_000);
    const asked = await visitor.get('/_gate/my-page/security/add-passkey');
    expect(asked.text).toContain('Bent u het zelf?');
    const before = visitor.cookies.get('gate');
    const wrong = await visitor.submit(asked, { password: 'niet dit' });
    expect(wrong.text).toContain('Dit is niet uw wachtwoord');
    expect(visitor.cookies.get('gate')).toBe(before);
    const page = await visitor.submit(wrong, { password: goodPassword });
    expect(page.path).toBe('/_gate/my-page/security/add-passkey');
    expect(visitor.cookies.get('gate')).not.toBe(before);
    const stale = gate.visitor(website);
    stale.cookies.set('gate', before ?? '');
    await gate.running.settle();
    expect(await checked(website, stale)).toBe(302);
    // A form that was open all the time does no more than the page.
    gate.clock.move(601_000);
    const credential = createAuthenticator().make(optionsOn(page.body), { origin: originOf(website) });
    const late = await visitor.submit(page, { credential }, { having: 'credential' });
    expect(late.text).toMatch(/Bent u het zelf|niet gelukt/);
    expect((await visitor.get('/_gate/my-page/security')).text).not.toContain('Toegevoegd op');
  });
});
