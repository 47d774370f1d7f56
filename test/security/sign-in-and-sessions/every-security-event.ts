import { rotateAssertionKey } from '../../../src/gate/identity/rotate-assertion-key.ts';
import { resetSecondStep } from '../../../src/gate/visitor/second-factor/reset-second-step.ts';
import { approved, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { addPasskey } from '../../support/passkeys.ts';
import { codeOf, press, setUpApp } from '../../support/second-factor.ts';
import { goodPassword, type Visitor } from '../../support/visitor.ts';
import { asked, newest, newPassword, tokenIn } from './mailed-links.ts';

const security = '/_gate/my-page/security';
const lastPassword = 'molen kaars sloot dak';
const wrongPassword = 'een fout wachtwoord';

/**
 * Does everything around sign-in that there is an event for, as a person at a browser would, and gives the secrets that
 * were at play: passwords, tokens, session ids, codes and what stood in a query.
 */
export async function everySecurityEvent(
  gate: TestGate,
  website: TestWebsite,
  email: string,
): Promise<readonly string[]> {
  const secrets = [goodPassword, newPassword, lastPassword, wrongPassword, 'geheim=vraag'];
  const sessionsOf = ({ cookies }: Visitor): void => {
    for (const name of ['gate', 'gate-step', 'gate-form', 'gate-device']) {
      const value = cookies.get(name);
      if (value !== undefined) secrets.push(value);
    }
  };
  const { visitor, account } = await approved(gate, website, email);
  sessionsOf(visitor);
  await refusedSignIns(gate, website, { email, accountId: account.id });

  const { authenticator } = await addPasskey(website, visitor);
  sessionsOf(visitor);
  const passkey = `${security}/passkey?id=${authenticator.passkeys[0]?.id}`;
  await visitor.submit(await visitor.get(passkey), {}, { having: 'act' });
  const { secret, codes } = await setUpApp(gate, visitor);
  await press(visitor, `${security}/codes`);
  const fresh = await press(visitor, `${security}/codes`);
  const recovery = /<li>([0-9a-z-]{19})<\/li>/.exec(fresh.body)?.[1] ?? '';
  secrets.push(secret, recovery, ...codes);
  sessionsOf(visitor);

  gate.clock.move(30_000);
  const other = gate.visitor(website);
  const step = await other.signIn(email, goodPassword);
  sessionsOf(other);
  await other.submit(step, { code: '000000' }, { having: 'code' });
  await other.submit(step, { recovery }, { having: 'recovery' });
  sessionsOf(other);
  const code = codeOf(gate, secret);
  const third = gate.visitor(website);
  await third.submit(await third.signIn(email, goodPassword), { code }, { having: 'code' });
  secrets.push(`"${code}"`);
  sessionsOf(third);
  await third.submit(await third.get('/_gate/my-page/devices'), { device: 'others' }, { having: 'device' });
  await press(third, `${security}/switch-off`);

  const privacy = await third.get('/_gate/my-page/privacy');
  await third.submit(privacy, {}, { action: '/_gate/my-page/download' });
  await press(third, '/_gate/my-page/delete');
  await third.submit(await third.get('/_gate/my-page/privacy'), {}, { action: '/_gate/my-page/privacy' });
  const change = await third.get('/_gate/change-password?geheim=vraag');
  await third.submit(change, { current: wrongPassword, password: newPassword }, { having: 'current' });
  await third.submit(change, { current: goodPassword, password: newPassword }, { having: 'current' });
  sessionsOf(third);
  await press(third, '/_gate/sign-out');

  const stranger = gate.visitor(website);
  const { link } = await asked(gate, website, email);
  await stranger.submit(await stranger.get(link), { password: lastPassword });
  const form = await stranger.get('/_gate/sign-in?geheim=vraag');
  await stranger.submit(form, { email, way: 'link' });
  const signIn = await newest(gate, email, 'sign_in_link');
  await stranger.submit(await stranger.get(signIn.link));
  sessionsOf(stranger);
  const foreign = { headers: { origin: 'https://evil.example' } };
  await stranger.submit(form, { email, password: lastPassword }, foreign);
  // What others than the person do: staff for somebody who lost everything, and the owner of the gate.
  await gate.database.kysely
    .updateTable('login')
    .set({ second_factor: true })
    .where('email', '=', email)
    .execute();
  const { companyId, id: websiteId } = website;
  await resetSecondStep(gate.gate, { companyId, websiteId, accountId: account.id });
  await rotateAssertionKey(gate.gate, 'planned');
  for (const row of await gate.database.kysely.selectFrom('assertion_key').select('key').execute())
    secrets.push((row.key as { d: string }).d); // an Ed25519 JWK
  for (const mail of await gate.mails(email)) secrets.push(tokenIn(mail.link));
  return secrets.filter((value) => value !== '');
}

/** Signing in by what is wrong, too often, unproven, and by somebody who is shut out. */
async function refusedSignIns(
  gate: TestGate,
  website: TestWebsite,
  { email, accountId }: { email: string; accountId: string },
): Promise<void> {
  const signIn = (address: string, password: string) => gate.visitor(website).signIn(address, password);
  for (let attempt = 0; attempt < 6; attempt += 1) await signIn(`te-vaak-${email}`, wrongPassword);
  await signIn(email, wrongPassword);
  await gate.visitor(website).signUp({ email: `nieuw-${email}` });
  await gate.running.settle();
  await signIn(`nieuw-${email}`, goodPassword);
  const other = await approved(gate, website, `weg-${email}`);
  await gate.account(website, { id: other.account.id, email: `weg-${email}`, status: 'blocked' });
  await signIn(`weg-${email}`, goodPassword);
  if (accountId === other.account.id) throw new Error('Two people have one account.');
}
