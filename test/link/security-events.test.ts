import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Website } from '../../src/contract/websites.ts';
import { auditActions } from '../../src/core/audit-actions.ts';
import { everydayEvents, securityEvents } from '../../src/core/security-events.ts';
import { newId } from '../../src/core/uuid.ts';
import { withTransaction } from '../../src/database/transaction.ts';
import { countSecurity, type SecurityEvent, tellSecurity } from '../../src/gate/events/security-event.ts';
import { startTallyWorker } from '../../src/gate/events/tally-worker.ts';
import { tellTallies } from '../../src/gate/events/tell-tallies.ts';
import { createAccount } from '../../src/office/accounts/create-account.ts';
import { drainGate } from '../../src/office/applications/drain-gate.ts';
import { importEvents } from '../../src/office/applications/import-events.ts';
import { type AuditQuery, listAuditEvents } from '../../src/office/audit/list-audit-events.ts';
import { listTimeline } from '../../src/office/contacts/timeline/list-timeline.ts';
import type { Staff } from '../../src/office/context.ts';
import { accountInput, createTestAccess } from '../support/access.ts';

const access = await createTestAccess();
const { office, link } = access;
const { gate, clock } = link;
afterAll(() => access.close());

let staff: Staff;
let website: Website;
let contactId: string;
let accountId: string;
beforeEach(async () => {
  await gate.db.deleteFrom('security_tally').execute();
  staff = await access.createStaff();
  website = await access.createWebsite(staff, { name: `Winkel ${newId().slice(-6)}` });
  contactId = await access.createContact(staff);
  const account = accountInput(website.id, { email: 'anna@example.nl' });
  accountId = (await createAccount(office, staff, { contactId, account })).id;
  await access.publish(staff, website.id);
});

const atWebsite = () => ({ id: website.id, companyId: staff.companyId });
const tell = (event: Omit<SecurityEvent, 'website'>) =>
  withTransaction({ kysely: gate.db }, (trx) => tellSecurity(trx, gate, { website: atWebsite(), ...event }));
const count = async (times: number, event: Omit<SecurityEvent, 'website'>) => {
  for (let time = 0; time < times; time += 1) await countSecurity(gate, { website: atWebsite(), ...event });
};
const fetched = () => drainGate(office, link.gateId);
const log = async (query: Partial<AuditQuery> = {}) =>
  (await listAuditEvents(office.db, staff, { limit: 200, by: 'visitor', ...query })).items;
const nextMinute = () => clock.move(61_000);

describe('GATE: logs hold every security event in UTC', () => {
  test('each kind of event is an act of the audit log', () => {
    for (const event of securityEvents) expect(auditActions).toContain(`visitor.${event}`);
  });

  test('one that the gate tells of stands in the office’s log, about the account, with network and detail', async () => {
    const at = clock.now().toISOString();
    await tell({
      event: 'passkey_added',
      email: 'anna@example.nl',
      accountId,
      address: '203.0.113.77',
      detail: 'Telefoon',
    });
    await fetched();
    expect(await log()).toMatchObject([
      {
        at,
        action: 'visitor.passkey_added',
        actor: { kind: 'visitor', name: 'anna@example.nl' },
        subject: { kind: 'account', id: accountId, name: `anna@example.nl · ${website.name}` },
        after: { count: 1, network: '203.0.113.0/24', detail: 'Telefoon' },
      },
    ]);
  });

  test('of somebody whom nobody knows it is about the website', async () => {
    await tell({ event: 'foreign_form', address: '2001:db8:12:3456::1' });
    await fetched();
    expect(await log()).toMatchObject([
      {
        actor: { kind: 'visitor', name: 'Unknown visitor' },
        subject: { kind: 'website', id: website.id, name: website.name },
      },
    ]);
    expect(
      (await listAuditEvents(office.db, { ...staff, language: 'nl' }, { limit: 1, by: 'visitor' })).items[0],
    ).toMatchObject({
      actor: { name: 'Onbekende bezoeker' },
    });
  });

  test('stands on the contact’s timeline, everyday sign-ins only where they are asked for', async () => {
    for (const event of securityEvents) await tell({ event, email: 'anna@example.nl', accountId });
    await fetched();
    const actions = async (signIns: boolean) =>
      (await listTimeline(office.db, staff.companyId, { contactId, limit: 100, signIns })).items
        .map(({ action }) => action)
        .filter((action) => action.startsWith('visitor.'));
    const all = securityEvents.map((event) => `visitor.${event}`);
    const everyday = everydayEvents.map((event) => `visitor.${event}`);
    expect((await actions(true)).sort()).toEqual(all.toSorted());
    expect((await actions(false)).sort()).toEqual(all.filter((action) => !everyday.includes(action)).sort());
  });

  test('is found by who did it, by website and by person, page by page', async () => {
    const other = await access.createWebsite(staff);
    for (let time = 0; time < 5; time += 1)
      await tell({ event: 'signed_in', email: 'anna@example.nl', accountId });
    await tell({ event: 'signed_in', email: 'bob@example.nl' });
    await withTransaction({ kysely: gate.db }, (trx) =>
      tellSecurity(trx, gate, { website: { id: other.id, companyId: staff.companyId }, event: 'signed_in' }),
    );
    await fetched();
    expect(await log()).toHaveLength(7);
    expect(await log({ websiteId: website.id })).toHaveLength(6);
    expect(await log({ websiteId: website.id, by: 'staff' })).toMatchObject([
      { action: 'website.published' },
      { action: 'account.created' },
      { action: 'website.created' },
    ]);
    expect(await log({ person: 'bob@example.nl' })).toHaveLength(1);
    expect(await log({ search: 'mislukt' })).toEqual([]);
    expect(await log({ search: 'ingelogd', acts: 'visitor.signed_in' })).toHaveLength(7);
    const first = await listAuditEvents(office.db, staff, { limit: 4, by: 'visitor' });
    const rest = await log({ cursor: first.next ?? '' });
    expect(new Set([...first.items, ...rest].map(({ id }) => id)).size).toBe(7);
  });

  test('I5: events that come twice are there once', async () => {
    await tell({ event: 'signed_in', email: 'anna@example.nl', accountId });
    await tell({ event: 'signed_out', email: 'anna@example.nl', accountId });
    const events = await office.gates.events(link.gateId, { after: 0, limit: 1000, waitSeconds: 0 });
    await fetched();
    const { cursor } = await office.db.selectFrom('gate').select('cursor').executeTakeFirstOrThrow();
    await office.db.updateTable('gate').set({ cursor: 0 }).execute();
    await importEvents(office, link.gateId, events);
    await office.db.updateTable('gate').set({ cursor }).execute();
    expect(await log()).toHaveLength(2);
  });

  test('I8: of a website that this gate does not serve for the company is left out', async () => {
    const stranger = await access.createStaff();
    await withTransaction({ kysely: gate.db }, (trx) =>
      tellSecurity(trx, gate, {
        website: { id: website.id, companyId: stranger.companyId },
        event: 'signed_in',
        email: 'anna@example.nl',
        accountId,
      }),
    );
    await fetched();
    expect(await log()).toEqual([]);
    expect((await listAuditEvents(office.db, stranger, { limit: 10, by: 'visitor' })).items).toEqual([]);
  });
});

describe('what strangers can cause at will', () => {
  test('is one line a minute, person and network, however often it happens', async () => {
    await count(147, { event: 'sign_in_failed', address: '203.0.113.9' });
    await count(3, { event: 'sign_in_failed', address: '203.0.113.200', email: 'anna@example.nl' });
    await tellTallies(gate);
    await fetched();
    expect(await log()).toEqual([]); // the minute is not over
    nextMinute();
    expect(await tellTallies(gate)).toBe(2);
    await fetched();
    const lines = await log();
    expect(lines.find(({ subject }) => subject.kind === 'website')).toMatchObject({
      action: 'visitor.sign_in_failed',
      after: { count: 147, network: '203.0.113.0/24' },
    });
    expect(lines.find(({ subject }) => subject.kind === 'account')).toMatchObject({
      actor: { name: 'anna@example.nl' },
      subject: { id: accountId },
      after: { count: 3 },
    });
    for (const { at, after } of lines) {
      const tookMs = Date.parse(at) - Date.parse(String(after?.since));
      expect(tookMs).toBeGreaterThan(0);
      expect(tookMs).toBeLessThanOrEqual(60_000);
    }
  });

  test('is told once, whichever of several processes does it, and what is counted meanwhile is not lost', async () => {
    for (let network = 0; network < 30; network += 1)
      await count(2, { event: 'sign_in_failed', address: `198.51.${network}.1` });
    nextMinute();
    const counting = count(40, { event: 'sign_in_failed', address: '198.51.7.7' });
    const told = await Promise.all(Array.from({ length: 6 }, () => tellTallies(gate)));
    await counting;
    nextMinute();
    const later = await tellTallies(gate);
    await fetched();
    const lines = await log();
    expect(lines).toHaveLength(told.reduce((sum, one) => sum + one, later));
    expect(lines.reduce((sum, { after }) => sum + Number(after?.count), 0)).toBe(100);
  });

  test('a flood from everywhere makes few lines, and each attempt is counted', async () => {
    await count(5, { event: 'sign_in_failed', address: '203.0.113.1' });
    for (let network = 0; network < 120; network += 1)
      await count(1, { event: 'sign_in_failed', address: `10.1.${network}.1` });
    nextMinute();
    await tellTallies(gate);
    await fetched();
    const lines = await log();
    expect(lines).toHaveLength(51);
    expect(lines.reduce((sum, { after }) => sum + Number(after?.count), 0)).toBe(125);
    expect(lines.filter(({ after }) => after?.network === undefined)).toMatchObject([
      { after: { count: 71 } },
    ]);
  });

  test('I4: is told when the gate stops, also of the minute that is not over', async () => {
    await count(2, { event: 'slowed_down', address: '203.0.113.9' });
    await startTallyWorker(gate).stop();
    await fetched();
    expect(await log()).toMatchObject([{ action: 'visitor.slowed_down', after: { count: 2 } }]);
    expect(await gate.db.selectFrom('security_tally').select('event').execute()).toEqual([]);
  });
});
