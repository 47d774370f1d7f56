import { generateKeyPair } from 'jose';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { newId } from '../../src/core/uuid.ts';
import { type Database, openDatabase } from '../../src/database/connect.ts';
import type { OfficeTables } from '../../src/database/office-tables.ts';
import { createGates } from '../../src/link/office/gates.ts';
import { ensureLinkKey, type LinkIdentity } from '../../src/link/office/link-key.ts';
import { signRequest } from '../../src/link/office/sign-request.ts';
import { drainGate } from '../../src/office/applications/drain-gate.ts';
import { listAuditEvents } from '../../src/office/audit/list-audit-events.ts';
import type { Office } from '../../src/office/context.ts';
import { errorOf } from '../support/app-error.ts';
import { startTestGate, type TestGate, type TestWebsite } from '../support/gate.ts';
import { createCarefulPerson, waysOf } from '../support/second-step-scene.ts';

// A whole gate with people at it, and the office that it was paired with.
let gate: TestGate;
let database: Database<OfficeTables>;
let office: Office;
let gateId: string;

beforeAll(async () => {
  gate = await startTestGate();
  database = await openDatabase<OfficeTables>(gate.databaseUrl, 'office');
  const log = pino({ level: 'silent' });
  const gates = createGates(database.kysely, log, gate.clock);
  office = { db: database.kysely, clock: gate.clock, log, config: readConfig({}), gates };
  ({ gateId } = await gates.pair(gate.running.linkUrl, (await gate.running.pairingCode()) ?? ''));
});
afterAll(async () => {
  await database?.close();
  await gate?.stop();
});

/** Makes the office know a website of the gate. */
async function know({ companyId, id, settings }: TestWebsite): Promise<void> {
  await office.db
    .insertInto('company')
    .values({ id: companyId, name: 'Jansen', language: 'nl', code: newId(), is_sample: false })
    .execute();
  await office.db
    .insertInto('website')
    .values({
      company_id: companyId,
      id,
      gate_id: gateId,
      name: 'Webshop',
      public_url: settings.publicUrl,
      protection: 'whole',
      policy: 'manual',
      link_mode: 'automatic',
      origin: JSON.stringify({ kind: 'forward_auth' }),
      language: 'nl',
    })
    .execute();
}

test('R14, I5: the office has a second step reset, and its log has what the gate did exactly once, as no act of the visitor’s', async () => {
  const person = await createCarefulPerson(gate);
  await know(person.shop);
  expect(await office.gates.resetSecondStep(gateId, person.account)).toEqual({ reset: true });
  expect(await office.gates.resetSecondStep(gateId, person.account)).toEqual({ reset: false });
  await drainGate(office, gateId);
  await drainGate(office, gateId);
  const { items } = await listAuditEvents(
    office.db,
    { companyId: person.shop.companyId, language: 'nl' },
    { limit: 200 },
  );
  const told = items.filter(({ action }) => action === 'visitor.second_factor_reset');
  expect(told).toMatchObject([{ actor: { kind: 'system', name: 'Gatehouse' }, after: { count: 1 } }]);
});

test('I5: of ten requests at once one resets; the mail is sent once', async () => {
  const person = await createCarefulPerson(gate);
  const mails = async () =>
    (await gate.mails(person.email)).filter(({ event }) => event === 'sign_in_changed').length;
  const before = await mails();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => office.gates.resetSecondStep(gateId, person.account)),
  );
  expect(answers.filter(({ reset }) => reset)).toHaveLength(1);
  expect(await mails()).toBe(before + 1);
});

test('I5, I8: another office, an unsigned or a replayed request, or one for another company changes nothing', async () => {
  const person = await createCarefulPerson(gate);
  const path = '/link/v1/second-step/reset';
  const identity = await ensureLinkKey(office.db);
  const body = JSON.stringify(person.account);
  const send = async (token: string | null, sent = body) => {
    const response = await fetch(`${gate.running.linkUrl}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: sent,
    });
    return response.status;
  };
  const sign = (by: LinkIdentity, signed = body) =>
    signRequest(by, gate.clock, { gateId, method: 'POST', path, body: signed });
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const stranger = await createCarefulPerson(gate);
  const before = await waysOf(gate, person);

  expect(await send(null)).toBe(401);
  expect(await send(await sign({ ...identity, privateKey }))).toBe(401);
  expect(await send(await sign({ ...identity, officeId: newId() }))).toBe(401);
  expect(await send(await sign(identity), JSON.stringify(stranger.account))).toBe(401);
  expect(await send(await sign(identity, '{}'), '{}')).toBe(400);
  const { companyId } = stranger.account;
  const foreign = office.gates.resetSecondStep(gateId, { ...person.account, companyId });
  expect(await errorOf(foreign)).toMatchObject({
    code: 'link_refused',
    params: { code: 'link_account_unknown' },
  });
  expect(await waysOf(gate, person)).toEqual(before);

  const token = await sign(identity);
  expect(await send(token)).toBe(200);
  expect(await send(token)).toBe(401);
});

test('an older gate, which answers that there is no such thing, is told apart from one that does not know the account', async () => {
  const person = await createCarefulPerson(gate);
  // Every path that a gate does not know is answered alike, whether or not a newer one would know it.
  const { kysely } = database;
  const { url } = await kysely.selectFrom('gate').select('url').executeTakeFirstOrThrow();
  await kysely
    .updateTable('gate')
    .set({ url: `${url}/older` })
    .execute();
  const refusal = await errorOf(office.gates.resetSecondStep(gateId, person.account));
  expect(refusal.code).toBe('gate_too_old');
  await kysely.updateTable('gate').set({ url }).execute();
  const unknown = { ...person.account, accountId: newId() };
  expect((await errorOf(office.gates.resetSecondStep(gateId, unknown))).code).toBe('link_refused');
});
