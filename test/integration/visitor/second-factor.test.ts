import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInSettings } from '../../../src/contract/website-settings.ts';
import { newId } from '../../../src/core/uuid.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { checkedBy, codeOf, press, setUpApp } from '../../support/second-factor.ts';
import { goodPassword } from '../../support/visitor.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

const required = signInSettings.parse({ secondFactor: 'required' });

async function securityOf(email: string): Promise<unknown[]> {
  return (await gate.events())
    .filter(({ type, data }) => type === 'securityV1' && data.email === email)
    .map(({ data }) => data.event);
}

/** Somebody with access and an app; the codes that were shown. */
async function withApp(website: TestWebsite, email: string) {
  const { visitor, account } = await approved(gate, website, email);
  return { visitor, account, ...(await setUpApp(gate, visitor)) };
}

describe('authenticator app', () => {
  it('R14: is set up by QR code or key, and on from the first right code', async () => {
    const website = await gate.publish({ name: 'Partnerweb' });
    const email = 'app@example.com';
    const { visitor } = await approved(gate, website, email);
    const page = await visitor.get('/_gate/my-page/security/app');
    expect(page.body).toMatch(/<img class="picture" src="data:image\/svg\+xml,/);
    const wrong = await visitor.submit(page, { code: '000000' }, { having: 'code' });
    expect(wrong.text).toContain('niet de code die de app nu toont');
    const { secret, codes, page: done } = await setUpApp(gate, visitor, wrong);
    expect(done.text).toContain('De app is ingesteld');
    expect(codes).toHaveLength(10);
    for (const code of codes) expect(code).toMatch(/^([0-9a-z]{4}-){3}[0-9a-z]{4}$/);
    const list = await visitor.get('/_gate/my-page/security');
    expect(list.text).toContain('Code uit uw app');
    expect(list.text).toContain('10 van 10');
    // Neither the key nor the codes are ever shown again, and of the codes only hashes are kept.
    for (const shown of [secret, ...codes]) expect(list.body).not.toContain(shown);
    const stored = JSON.stringify(
      await gate.database.kysely.selectFrom('recovery_code').selectAll().execute(),
    );
    for (const code of codes) expect(stored).not.toContain(code.replaceAll('-', ''));
    expect(await securityOf(email)).toContain('second_factor_on');
    expect((await gate.mails(email)).at(-1)?.text).toContain('authenticator-app ingesteld');
  });

  it('R14: asks for a code after the password, leads back, and notes both', async () => {
    const website = await gate.publish();
    const email = 'code@example.com';
    const { secret } = await withApp(website, email);
    const visitor = gate.visitor(website);
    const form = await visitor.get('/_gate/sign-in?return=/prijzen?a=1');
    const step = await visitor.submit(form, { email, password: goodPassword });
    expect(step.path).toBe('/_gate/second-step');
    expect(step.text).toContain(email);
    expect(visitor.cookies.has('gate')).toBe(false);
    expect(await checkedBy(gate, website, visitor)).toBe(302);
    gate.clock.move(30_000);
    const answer = await visitor.submit(
      step,
      { code: codeOf(gate, secret) },
      { having: 'code', follow: false },
    );
    expect(answer.headers.location).toBe('/prijzen?a=1');
    expect(visitor.cookies.has('gate-step')).toBe(false);
    expect(await checkedBy(gate, website, visitor)).toBe(204);
    const session = await gate.database.kysely
      .selectFrom('session')
      .select(['methods', 'strong'])
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(session).toEqual({ methods: ['password', 'totp'], strong: true });
  });

  it('R14: no code counts twice, and only those of the step before, now and after', async () => {
    const website = await gate.publish();
    const email = 'tweemaal@example.com';
    const { secret } = await withApp(website, email);
    gate.clock.move(60_000);
    const code = codeOf(gate, secret);
    const enter = async (typed: string): Promise<number> => {
      const visitor = gate.visitor(website);
      const step = await visitor.signIn(email, goodPassword);
      return (await visitor.submit(step, { code: typed }, { having: 'code', follow: false })).status;
    };
    expect(await enter(codeOf(gate, secret, -60_000))).toBe(422);
    expect(await enter(codeOf(gate, secret, 60_000))).toBe(422);
    expect(await enter(code)).toBe(303);
    expect(await enter(code)).toBe(422);
    // An older one, though within the window, would be one that somebody read over a shoulder.
    expect(await enter(codeOf(gate, secret, -30_000))).toBe(422);
    expect(await enter(codeOf(gate, secret, 30_000))).toBe(303);
  });

  it('R14: a wrong code leaves the step as it was, is counted, and waits for nobody after too many', async () => {
    const own = await startTestGate({ limits: 'usual' });
    try {
      const website = await own.publish();
      const email = 'raden@example.com';
      const { visitor: owner } = await approved(own, website, email);
      const { secret } = await setUpApp(own, owner);
      own.clock.move(30_000);
      const visitor = own.visitor(website);
      const step = await visitor.signIn(email, goodPassword);
      const first = await visitor.submit(step, { code: '000000' }, { having: 'code' });
      expect(first.text).toContain('Deze code klopt niet of is al gebruikt');
      const statuses = [];
      for (let round = 0; round < 6; round += 1)
        statuses.push((await visitor.submit(step, { code: `00000${round}` }, { having: 'code' })).status);
      expect(statuses.at(-1)).toBe(429);
      const right = await visitor.submit(step, { code: codeOf(own, secret) }, { having: 'code' });
      expect(right.status).toBe(429);
    } finally {
      await own.stop();
    }
  });

  it('R14: the second step is over after ten minutes, and good on its own website only (case 2)', async () => {
    const companyId = newId();
    const [a, b] = [await gate.publish({}, companyId), await gate.publish({}, companyId)];
    const email = 'stap@example.com';
    const { secret } = await withApp(a, email);
    gate.clock.move(60_000);
    const visitor = gate.visitor(a);
    const step = await visitor.signIn(email, goodPassword);
    const there = gate.visitor(b);
    await there.get('/_gate/sign-in');
    there.cookies.set('gate-step', visitor.cookies.get('gate-step') ?? '');
    expect((await there.get('/_gate/second-step')).text).toContain('Dat duurde te lang');
    gate.clock.move(601_000);
    const late = await visitor.submit(step, { code: codeOf(gate, secret) }, { having: 'code' });
    expect(late.text).toContain('Dat duurde te lang');
    expect(visitor.cookies.has('gate')).toBe(false);
  });

  it('I2: a password that was changed, or a decline, between both steps ends the sign-in', async () => {
    const website = await gate.publish();
    const email = 'tussendoor@example.com';
    const { visitor: owner, account, secret } = await withApp(website, email);
    gate.clock.move(60_000);
    const one = gate.visitor(website);
    const step = await one.signIn(email, goodPassword);
    const form = await owner.get('/_gate/change-password');
    await owner.submit(form, { current: goodPassword, password: 'vlinder boot trompet' });
    const ended = await one.submit(step, { code: codeOf(gate, secret) }, { having: 'code' });
    expect(ended.text).toContain('Dat duurde te lang');
    await press(owner, '/_gate/sign-out');
    const two = gate.visitor(website);
    const second = await two.signIn(email, 'vlinder boot trompet');
    await gate.account(website, { id: account.id, email, status: 'declined' });
    const declined = await two.submit(second, { code: codeOf(gate, secret) }, { having: 'code' });
    expect(declined.status).toBe(403);
    expect(declined.text).toContain('geweigerd');
    expect(two.cookies.has('gate')).toBe(false);
  });

  it('R14: a reset never skips it', async () => {
    const website = await gate.publish();
    const email = 'vergeten@example.com';
    await withApp(website, email);
    const visitor = gate.visitor(website);
    await visitor.submit(await visitor.get('/_gate/forgotten-password'), { email });
    const link = (await gate.mails(email)).at(-1)?.link ?? '';
    await visitor.submit(await visitor.get(link), { password: 'vlinder boot trompet' });
    const step = await visitor.signIn(email, 'vlinder boot trompet');
    expect(step.path).toBe('/_gate/second-step');
    expect(visitor.cookies.has('gate')).toBe(false);
  });

  it('R14: changing the password keeps the session as strong as it was', async () => {
    const website = await gate.publish({ signIn: required });
    const email = 'sterk@example.com';
    const { visitor } = await withApp(website, email);
    expect(await checkedBy(gate, website, visitor)).toBe(204);
    const form = await visitor.get('/_gate/change-password');
    const before = visitor.cookies.get('gate');
    await visitor.submit(form, { current: goodPassword, password: 'vlinder boot trompet' });
    expect(visitor.cookies.get('gate')).not.toBe(before);
    expect(await checkedBy(gate, website, visitor)).toBe(204);
  });
});

describe('recovery codes', () => {
  it('R14: each stands in for the second factor once, however it is typed; the owner is told', async () => {
    const website = await gate.publish();
    const email = 'herstel@example.com';
    const { codes } = await withApp(website, email);
    const [code = ''] = codes;
    const visitor = gate.visitor(website);
    const step = await visitor.signIn(email, goodPassword);
    const typed = code.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O').replaceAll('1', 'l');
    const page = await visitor.submit(step, { recovery: typed }, { having: 'recovery' });
    expect(page.text).toContain('U hebt een herstelcode gebruikt');
    expect(page.text).toContain('9 van 10');
    expect(await checkedBy(gate, website, visitor)).toBe(204);
    expect((await gate.mails(email)).at(-1)?.text).toContain('Nog over: 9.');
    expect(await securityOf(email)).toContain('recovery_code_used');
    const again = gate.visitor(website);
    const second = await again.signIn(email, goodPassword);
    const refused = await again.submit(second, { recovery: code }, { having: 'recovery' });
    expect(refused.text).toContain('Deze herstelcode klopt niet of is al gebruikt');
    expect(again.cookies.has('gate')).toBe(false);
  });

  it('R14: new ones replace all old ones, and few that are left are warned of', async () => {
    const website = await gate.publish();
    const email = 'weinig@example.com';
    const { visitor, codes } = await withApp(website, email);
    await gate.database.kysely
      .updateTable('recovery_code')
      .set({ used_at: gate.clock.now() })
      .where('login_id', 'in', (logins) => logins.selectFrom('login').select('id').where('email', '=', email))
      .execute();
    expect((await visitor.get('/_gate/my-page/security')).text).toContain('Maak op tijd nieuwe');
    const page = await press(visitor, '/_gate/my-page/security/codes');
    const fresh = [...page.body.matchAll(/<li>([0-9a-z-]{19})<\/li>/g)].map(([, code]) => code ?? '');
    expect(fresh).toHaveLength(10);
    expect(fresh.some((code) => codes.includes(code))).toBe(false);
    const other = gate.visitor(website);
    const step = await other.signIn(email, goodPassword);
    const old = await other.submit(step, { recovery: codes[3] ?? '' }, { having: 'recovery' });
    expect(old.text).toContain('klopt niet');
    await other.submit(old, { recovery: fresh[3] ?? '' }, { having: 'recovery' });
    expect(await checkedBy(gate, website, other)).toBe(204);
  });
});
