import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Website } from '../../../src/contract/websites.ts';
import { newId } from '../../../src/core/uuid.ts';
import { findAccount } from '../../../src/office/accounts/account-query.ts';
import { createAccount } from '../../../src/office/accounts/create-account.ts';
import { removeAccount } from '../../../src/office/accounts/remove-account.ts';
import { resetSecondStep } from '../../../src/office/accounts/reset-second-step.ts';
import { drainGate } from '../../../src/office/applications/drain-gate.ts';
import { listAuditEvents } from '../../../src/office/audit/list-audit-events.ts';
import { listTimeline } from '../../../src/office/contacts/timeline/list-timeline.ts';
import type { Staff } from '../../../src/office/context.ts';
import { accountInput, createTestAccess } from '../../support/access.ts';
import { errorOf } from '../../support/app-error.ts';
import { startRelay } from '../../support/relay.ts';

const access = await createTestAccess();
const { office, link } = access;
afterAll(() => access.close());

let staff: Staff;
let website: Website;
let contactId: string;
let accountId: string;
let email: string;
beforeEach(async () => {
  staff = await access.createStaff();
  website = await access.createWebsite(staff);
  contactId = await access.createContact(staff);
  email = `anna-${newId().slice(-6)}@example.nl`;
  accountId = (
    await createAccount(office, staff, { contactId, account: accountInput(website.id, { email }) })
  ).id;
  await access.publish(staff, website.id);
  // The invitation made the sign-in; its holder set up an app.
  await link.gate.db
    .updateTable('login')
    .set({ second_factor: true, totp_secret: Buffer.alloc(20, 7), totp_confirmed_at: link.clock.now() })
    .where('email_canonical', '=', email)
    .execute();
});

const reset = (by = staff) => resetSecondStep(office, by, accountId);
const isOn = async () =>
  (
    await link.gate.db
      .selectFrom('login')
      .select('second_factor')
      .where('email_canonical', '=', email)
      .executeTakeFirstOrThrow()
  ).second_factor;
const noted = async () =>
  (await listAuditEvents(office.db, staff, { limit: 200, search: 'second_step' })).items.map(
    ({ action, actor, subject, before, after }) => ({ action, by: actor.name, subject, before, after }),
  );

/** Lets the gate be asked at another address for as long as that takes. */
async function at<T>(change: (url: string) => string, work: () => Promise<T>): Promise<T> {
  const of = office.db.updateTable('gate').where('id', '=', link.gateId);
  await of.set({ url: change(link.listener.url) }).execute();
  try {
    return await work();
  } finally {
    await of.set({ url: link.listener.url }).execute();
  }
}

describe('resetting a second step from the office', () => {
  test('R14: any colleague may, as with blocking; who did it stands in the audit log and on the timeline, without a secret', async () => {
    const colleague = await access.createColleague(staff);
    expect(await reset(colleague)).toEqual({ reset: true });
    expect(await isOn()).toBe(false);
    const subject = { kind: 'account', id: accountId, name: `${email} · ${website.name}` };
    const by = colleague.actor.name;
    expect(await noted()).toEqual([
      { action: 'account.second_step_reset', by, subject, before: null, after: null },
    ]);
    await drainGate(office, link.gateId);
    const { items } = await listTimeline(office.db, staff.companyId, {
      contactId,
      limit: 50,
      signIns: false,
    });
    const told = items.map(({ action, actor }) => `${action} ${actor.kind}`);
    expect(told).toContain('account.second_step_reset staff');
    expect(told.filter((line) => line === 'visitor.second_factor_reset system')).toHaveLength(1);
    expect((await access.gateMails(website.id)).filter((mail) => mail.event === 'sign_in_changed')).toEqual([
      { event: 'sign_in_changed', to: email },
    ]);
  });

  test('R14: where there is nothing left it says so, and that somebody tried', async () => {
    await reset();
    expect(await reset()).toEqual({ reset: false });
    expect((await noted()).map(({ action, after }) => [action, after])).toEqual([
      ['account.second_step_tried', { outcome: 'nothing' }],
      ['account.second_step_reset', null],
    ]);
  });

  test('I8: staff of another company learn no more than that there is no such account', async () => {
    const stranger = await access.createStaff();
    expect((await errorOf(reset(stranger))).code).toBe('not_found');
    expect(await isOn()).toBe(true);
    expect(await noted()).toEqual([]);
  });

  test('R17: not without a licence, as with every change of access', async () => {
    await office.db.deleteFrom('licence').where('company_id', '=', staff.companyId).execute();
    expect((await errorOf(reset())).code).toBe('licence_missing');
    expect(await isOn()).toBe(true);
  });

  test('I4: a gate that is not there: nothing happened, it says so, and nothing is noted', async () => {
    const relay = await startRelay(link.listener.port);
    await relay.close();
    const refusal = await at(
      () => `http://127.0.0.1:${relay.port}`,
      () => errorOf(reset()),
    );
    expect(refusal.code).toBe('second_step_not_reset');
    expect(refusal.in('nl')).toContain('Er is niets gebeurd');
    expect(await isOn()).toBe(true);
    expect(await noted()).toEqual([]);
    expect(await reset()).toEqual({ reset: true });
  });

  test('I4: an answer that is lost on the way: it is not sure, which is said and noted; trying again does no harm', async () => {
    const relay = await startRelay(link.listener.port);
    const lost = 'HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';
    await relay.become({ answer: lost });
    const refusal = await at(
      () => `http://127.0.0.1:${relay.port}`,
      () => errorOf(reset()),
    );
    await relay.close();
    expect(refusal.code).toBe('second_step_unsure');
    expect(refusal.in('en')).toContain('Try again');
    expect((await noted()).map(({ action, after }) => [action, after])).toEqual([
      ['account.second_step_tried', { outcome: 'unsure' }],
    ]);
    expect(await reset()).toEqual({ reset: true });
  });

  test('an older gate: it says plainly that the gate must be updated', async () => {
    const refusal = await at(
      (url) => `${url}/older`,
      () => errorOf(reset()),
    );
    expect(refusal.code).toBe('gate_too_old');
    expect(refusal.in('nl')).toContain('Laat de poort bijwerken');
    expect(await noted()).toEqual([]);
  });

  test('an access that was not published yet, or was removed, is refused with what to do', async () => {
    const other = await access.createContact(staff);
    const account = accountInput(website.id, { email: 'nieuw@example.nl' });
    const unpublished = await createAccount(office, staff, { contactId: other, account });
    const refusal = await errorOf(resetSecondStep(office, staff, unpublished.id));
    expect(refusal.code).toBe('second_step_account_unknown');
    expect(refusal.in('en')).toContain('Press Update website first');
    const now = await findAccount(office.db, staff.companyId, accountId);
    await removeAccount(office, staff, { accountId, version: now?.version ?? 0 });
    expect((await errorOf(reset())).code).toBe('account_ending');
    expect(await isOn()).toBe(true);
  });
});
