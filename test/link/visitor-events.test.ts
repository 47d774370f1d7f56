import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { signInSettings } from '../../src/contract/website-settings.ts';
import { type SecurityEventName, securityEvents } from '../../src/core/security-events.ts';
import { newId } from '../../src/core/uuid.ts';
import { type Database, openDatabase } from '../../src/database/connect.ts';
import type { OfficeTables } from '../../src/database/office-tables.ts';
import { tellTallies } from '../../src/gate/events/tell-tallies.ts';
import { rotateAssertionKey } from '../../src/gate/identity/rotate-assertion-key.ts';
import { createGates } from '../../src/link/office/gates.ts';
import { drainGate } from '../../src/office/applications/drain-gate.ts';
import { listAuditEvents } from '../../src/office/audit/list-audit-events.ts';
import type { Office } from '../../src/office/context.ts';
import {
  accountIdOf,
  approved,
  registered,
  startTestGate,
  type TestGate,
  type TestWebsite,
} from '../support/gate.ts';
import { addPasskey } from '../support/passkeys.ts';
import { codeOf, press, setUpApp } from '../support/second-factor.ts';
import { goodPassword, type Visitor } from '../support/visitor.ts';

// A whole gate with people at it, and an office that knows its website and hears of them over the link.
let gate: TestGate;
let website: TestWebsite;
let database: Database<OfficeTables>;
let office: Office;
let gateId: string;

beforeAll(async () => {
  gate = await startTestGate({
    // The last attempt of the test is the one that is too many.
    limits: { network: { points: 24, duration: 900 } },
    environment: { TRUSTED_PROXIES: '127.0.0.1' },
  });
  website = await gate.publish({ signIn: signInSettings.parse({ magicLink: true }) });
  database = await openDatabase<OfficeTables>(gate.databaseUrl, 'office');
  const log = pino({ level: 'silent' });
  const gates = createGates(database.kysely, log, gate.clock);
  office = { db: database.kysely, clock: gate.clock, log, config: readConfig({}), gates };
  ({ gateId } = await gates.pair(gate.running.linkUrl, (await gate.running.pairingCode()) ?? ''));
  await office.db
    .insertInto('company')
    .values({ id: website.companyId, name: 'Jansen', language: 'nl', code: newId(), is_sample: false })
    .execute();
  await office.db
    .insertInto('website')
    .values({
      company_id: website.companyId,
      id: website.id,
      gate_id: gateId,
      name: 'Partnerportaal',
      public_url: website.settings.publicUrl,
      protection: 'whole',
      policy: 'manual',
      link_mode: 'automatic',
      origin: JSON.stringify({ kind: 'forward_auth' }),
      language: 'nl',
    })
    .execute();
});
afterAll(async () => {
  await database?.close();
  await gate?.stop();
});

/** All that nobody may ever find in a log: passwords, tokens, cookies, codes, keys, what stood behind a `?`. */
const secrets = new Set<string>();
function keep(visitor: Visitor, ...others: string[]): void {
  for (const [name, value] of visitor.cookies) if (!name.includes('language')) secrets.add(value);
  for (const other of others) secrets.add(other);
}
async function linkOf(email: string, event: string): Promise<string> {
  const link = (await gate.mails(email)).findLast((mail) => mail.event === event)?.link ?? '';
  keep(gate.visitor(website), new URLSearchParams(link.split('?')[1]).get('token') ?? link);
  return link;
}

const wrongPassword = 'fout maar wel geheim';
const newPassword = 'vlinder boot trompet';
const query = 'zoekterm-van-iemand';
const security = '/_gate/my-page/security';

/** Signing in, well and badly. */
async function actsOfSigningIn(): Promise<void> {
  const email = 'sanne@example.com';
  const { visitor } = await approved(gate, website, email);
  keep(visitor, goodPassword, wrongPassword, newPassword, query);
  await press(visitor, '/_gate/sign-out');
  const page = await visitor.get(`/_gate/sign-in?return=${encodeURIComponent(`/prijzen?q=${query}`)}`);
  await visitor.submit(page, { email, password: wrongPassword }, { action: '/_gate/sign-in' });
  await gate.visitor(website).signIn(`niemand-${query}@example.com`, wrongPassword);
  await visitor.submit(page, { email, password: goodPassword }, { action: '/_gate/sign-in' });
  keep(visitor);
  await visitor.post(
    '/_gate/sign-in',
    { email, password: wrongPassword },
    {
      headers: { origin: 'https://evil.example' },
    },
  );

  const unproven = gate.visitor(website);
  await unproven.signUp({ email: 'onbevestigd@example.com' });
  await linkOf('onbevestigd@example.com', 'verify_email');
  await unproven.signIn('onbevestigd@example.com', goodPassword);

  const declined = 'geweigerd@example.com';
  await registered(gate, website, declined);
  const id = await accountIdOf(gate, website, declined);
  await gate.account(website, { id, email: declined, status: 'declined' });
  await gate.visitor(website).signIn(declined, goodPassword);
}

/** Password forgotten and changed, link by mail, other devices. */
async function actsOfKeeping(): Promise<void> {
  const email = 'piet@example.com';
  const { visitor } = await approved(gate, website, email);
  keep(visitor);
  const forgetful = gate.visitor(website);
  await forgetful.submit(await forgetful.get('/_gate/forgotten-password'), { email });
  const reset = await forgetful.get(await linkOf(email, 'reset_password'));
  await forgetful.submit(reset, { password: newPassword });
  await forgetful.submit(
    await forgetful.get('/_gate/sign-in'),
    { email, way: 'link' },
    { action: '/_gate/sign-in' },
  );
  const byLink = await forgetful.get(await linkOf(email, 'sign_in_link'));
  await forgetful.submit(byLink, {}, { follow: false });
  keep(forgetful);
  const other = gate.visitor(website);
  await other.signIn(email, newPassword);
  keep(other);
  const devices = await forgetful.get('/_gate/my-page/devices');
  await forgetful.submit(devices, { device: 'others' }, { action: '/_gate/my-page/devices' });
  const form = await forgetful.get('/_gate/change-password');
  await forgetful.submit(form, { current: newPassword, password: goodPassword });
  keep(forgetful);
}

/** Second step and passkeys. */
async function actsOfSecondStep(): Promise<void> {
  const email = 'eva@example.com';
  const { visitor } = await approved(gate, website, email);
  const { authenticator } = await addPasskey(website, visitor);
  const { secret, codes } = await setUpApp(gate, visitor);
  keep(visitor, secret, ...codes);
  const guesser = gate.visitor(website);
  const step = await guesser.signIn(email, goodPassword);
  keep(guesser, '987123');
  const again = await guesser.submit(step, { code: '987123' }, { having: 'code' });
  await guesser.submit(again, { recovery: codes[0] ?? '' }, { having: 'recovery' });
  keep(guesser, codeOf(gate, secret));
  const fresh = await press(guesser, `${security}/codes`);
  for (const [, code = ''] of fresh.body.matchAll(/<li>([0-9a-z-]{19})<\/li>/g)) secrets.add(code);
  const passkey = `${security}/passkey?id=${authenticator.passkeys[0]?.id}`;
  await guesser.submit(await guesser.get(passkey), {}, { having: 'act' });
  await press(guesser, `${security}/switch-off`);
  // What staff do for somebody who lost everything; the second step is on again by then.
  await gate.database.kysely
    .updateTable('login')
    .set({ second_factor: true })
    .where('email', '=', email)
    .execute();
  const { companyId, id: websiteId } = website;
  const accountId = await accountIdOf(gate, website, email);
  await office.gates.resetSecondStep(gateId, { companyId, websiteId, accountId });
}

/** One's own data. */
async function actsOfPrivacy(): Promise<void> {
  const { visitor } = await approved(gate, website, 'anna@example.com');
  keep(visitor);
  const privacy = '/_gate/my-page/privacy';
  await visitor.submit(await visitor.get(privacy), {}, { action: '/_gate/my-page/download' });
  await visitor.submit(await visitor.get('/_gate/my-page/delete'), {}, { action: '/_gate/my-page/delete' });
  await visitor.submit(await visitor.get(privacy), {}, { action: privacy });
}

/** Attempts until there are too many. */
async function actsOfGuessing(): Promise<void> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const { status } = await gate.visitor(website).signIn('wie@example.com', wrongPassword);
    if (status === 429) return;
  }
  throw new Error('Nobody was slowed down.');
}

const logOf = async () => {
  const { items } = await listAuditEvents(
    office.db,
    { companyId: website.companyId, language: 'nl' },
    { limit: 200 },
  );
  return items.filter(({ action }) => action.startsWith('visitor.'));
};

test('GATE: every security event arrives in the office’s log exactly once, without a secret', async () => {
  await actsOfSigningIn();
  await actsOfKeeping();
  await actsOfSecondStep();
  await actsOfPrivacy();
  await actsOfGuessing();
  await rotateAssertionKey(gate.gate, 'planned');
  await gate.running.settle();
  gate.clock.move(61_000);
  await tellTallies({ db: gate.database.kysely, clock: gate.clock });
  const caused = (await gate.events()).filter(({ type }) => type === 'securityV1');
  await drainGate(office, gateId);
  await drainGate(office, gateId);

  const log = await logOf();
  expect(log).toHaveLength(caused.length);
  const told = new Map<string, number>();
  for (const { action, after } of log) told.set(action, (told.get(action) ?? 0) + Number(after?.count));
  const missing = securityEvents.filter((event) => !told.has(`visitor.${event}`));
  expect(missing).toEqual([]);
  // What somebody does once is told once; signing in, failing and choosing passwords happened several times above.
  const once: readonly SecurityEventName[] = [
    'sign_in_refused',
    'sign_in_unverified',
    'second_factor_failed',
    'recovery_code_used',
    'signed_out',
    'password_reset_asked',
    'sign_in_link_asked',
    'password_changed',
    'passkey_added',
    'passkey_removed',
    'second_factor_on',
    'second_factor_off',
    'second_factor_reset',
    'recovery_codes_made',
    'foreign_form',
    'assertion_key_rotated',
    'data_downloaded',
    'deletion_asked',
    'deletion_withdrawn',
    'slowed_down',
  ];
  for (const event of once) expect([event, told.get(`visitor.${event}`)]).toEqual([event, 1]);

  const everything = JSON.stringify(await office.db.selectFrom('audit_event').selectAll().execute());
  expect(secrets.size).toBeGreaterThan(20);
  for (const secret of secrets) {
    expect(secret).not.toBe('');
    expect(everything).not.toContain(secret);
  }
});
