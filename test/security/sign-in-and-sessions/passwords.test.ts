import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInSettings } from '../../../src/contract/website-settings.ts';
import { checkPassword } from '../../../src/core/password-rules.ts';
import { registered, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { goodPassword } from '../../support/visitor.ts';
import { asked } from './mailed-links.ts';

let gate: TestGate;
let website: TestWebsite;
let serial = 0;
beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish({ name: 'Partnerportaal', companyName: 'Groothandel Jansen' });
});
afterAll(() => gate.stop());

const details = { firstName: 'Wilhelmina', lastName: 'Zonneveld' };

/** Signs somebody up with a password and says what came of it: the text at the field, or nothing. */
async function choose(password: string, at = website): Promise<string> {
  serial += 1;
  const email = `zonneveld.${serial}@tuinderij.example`;
  const page = await gate.visitor(at).signUp({ email, ...details, password });
  expect([200, 422]).toContain(page.status);
  return page.status === 200 ? '' : (/te makkelijk[^.]*\.|gebruik [^.]*tekens/i.exec(page.text)?.[0] ?? '?');
}

describe('a new password', () => {
  it('S2: a new password has at least ten characters where the website says nothing else', async () => {
    expect(website.settings.signIn.minPasswordLength).toBe(10);
    expect(await choose('kade lamp')).toContain('10 tekens');
    expect(await choose('kade lamp1')).toBe('');
  });

  it('S2: a new password has as many characters as the website asks for, wherever it is chosen', async () => {
    const strict = await gate.publish({ signIn: signInSettings.parse({ minPasswordLength: 16 }) });
    const [short, long] = ['vlinder boot zee', 'vlinder boot zeeë'].map((text) => text.slice(0, -1));
    if (short === undefined || long === undefined) throw new Error('There are two.');
    expect([short.length, long.length]).toEqual([15, 16]);
    expect(await choose(short, strict)).toContain('16 tekens');
    const email = 'lang@example.com';
    const visitor = await registered(gate, strict, email);
    const change = await visitor.get('/_gate/change-password');
    const fields = { current: goodPassword, password: short };
    expect((await visitor.submit(change, fields, { having: 'current' })).text).toContain('16 tekens');
    const reset = await visitor.get((await asked(gate, strict, email)).link);
    expect((await visitor.submit(reset, { password: short })).text).toContain('16 tekens');
    expect((await visitor.submit(reset, { password: long }, { follow: false })).status).toBe(303);
  });

  it('S2: a new password never has fewer than eight, even if a publication says so: that one is not served', async () => {
    for (const minLength of [0, 4, 7, -1]) {
      expect(checkPassword('zw7 kl.', { minLength, contextWords: [] })).toBe('too_short');
      expect(checkPassword('zw7 kl.x', { minLength, contextWords: [] })).toBe(null);
      expect(signInSettings.safeParse({ minPasswordLength: minLength }).success).toBe(false);
    }
    const lax = await gate.publish();
    await gate.change(lax, { signIn: { ...lax.settings.signIn, minPasswordLength: 4 } });
    expect((await gate.visitor(lax).get('/_gate/sign-up')).status).toBe(404);
  });

  it('S2: a password may have 128 characters, each of which counts', async () => {
    const words = 'kachel lamp fiets zee boot wolk steen vuur gras '.repeat(3);
    const password = `${words.slice(0, 127)}!`;
    expect(password).toHaveLength(128);
    const email = 'heel-lang@example.com';
    await registered(gate, website, email, { password });
    const signIn = (typed: string) => gate.visitor(website).signIn(email, typed, { follow: false });
    expect((await signIn(password.slice(0, -1))).status).toBe(422);
    expect((await signIn(`${password.slice(0, -1)}?`)).status).toBe(422);
    expect((await signIn(password)).status).toBe(303);
  });

  it.each([
    ['emoji', '🦋🚲🌊🔥🪨🌲⛵🏡🎈🍐'],
    ['Greek', 'πεταλούδα φωτιά'],
    ['Japanese', '蝶と自転車と海と火と石と木'],
    ['Arabic', 'فراشة قارب بوق'],
    ['spaces at both ends', '  vlinder boot  '],
  ])('S2: a password may be any Unicode (%s), and signs in as it was typed', async (what, password) => {
    const email = `${what.split(' ')[0]?.toLowerCase()}@example.com`;
    await registered(gate, website, email, { password });
    const visitor = gate.visitor(website);
    expect((await visitor.signIn(email, password.normalize('NFD'), { follow: false })).status).toBe(303);
  });

  it.each(['kadelampzee', 'KADELAMPZEE', '8305926174', '.;/]-=`\\#~', 'kade lamp zee'])(
    'S2: a password needs no mix of kinds of characters (%s)',
    async (password) => {
      expect(await choose(password)).toBe('');
    },
  );

  it.each([
    ['a common word', 'wachtwoord1!'],
    ['common words in a row', 'Welkom Zomer 2026'],
    ['a common word with figures for letters', 'W3lk0mW3lk0m'],
    ['a row of keys', 'qwertyuiop12'],
    ['the name of the website', 'Partnerportaal7'],
    ['the name of the company', 'groothandeljansen'],
    ['the own name', 'WilhelminaZonneveld'],
    ['the address', 'zonneveld@tuinderij'],
    ['the same character', 'aaaaaaaaaaaa'],
    ['counting up', '123456789012'],
  ])('S2: a new password is refused where it is %s', async (_what, password) => {
    expect(await choose(password)).toMatch(/te makkelijk/i);
  });

  it('S2: a new password is refused for its context at a reset and at a change too', async () => {
    const email = 'tuinman@tuinderij.example';
    const visitor = await registered(gate, website, email, details);
    const reset = await visitor.get((await asked(gate, website, email)).link);
    const change = await visitor.get('/_gate/change-password');
    for (const password of [
      'Wilhelmina2026',
      'tuinman@tuinderij.example',
      'Partnerportaal1',
      'wachtwoord123',
    ]) {
      const current = goodPassword;
      expect((await visitor.submit(reset, { password })).text).toMatch(/te makkelijk/i);
      expect((await visitor.submit(change, { current, password }, { having: 'current' })).text).toMatch(
        /te makkelijk/i,
      );
    }
  });

  it('S2: on every page where a password is chosen its field says what is asked and can show its strength', async () => {
    const email = 'sterkte@example.com';
    const visitor = await registered(gate, website, email);
    const reset = (await asked(gate, website, email)).link;
    for (const [path, by] of [
      ['/_gate/sign-up', gate.visitor(website)],
      ['/_gate/change-password', visitor],
      [reset, gate.visitor(website)],
    ] as const) {
      const { body, text } = await by.get(path);
      const [field] = /<input[^>]*autocomplete="new-password"[^>]*>/s.exec(body) ?? [''];
      expect(field).toContain('data-strength="Sterkte|zwak, wordt geweigerd|redelijk|sterk"');
      expect(field).toContain('data-least="10"');
      expect(field).toMatch(/data-rules="\/_gate\/assets\/password-rules\.js\?v=/);
      expect(text).toContain('Minstens 10 tekens');
    }
  });
});
