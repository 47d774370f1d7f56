import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Website, WebsiteInput } from '../../../src/contract/websites.ts';
import { AppError } from '../../../src/core/errors.ts';
import { listAccounts } from '../../../src/office/accounts/list-accounts.ts';
import { setAccountStatus } from '../../../src/office/accounts/set-account-status.ts';
import { listApplications } from '../../../src/office/applications/read-applications.ts';
import { retrieveWebsiteData } from '../../../src/office/applications/retrieve-website-data.ts';
import type { Office, Staff } from '../../../src/office/context.ts';
import { mailStatus } from '../../../src/office/mails/mail-status.ts';
import { listMails, readMail } from '../../../src/office/mails/read-mails.ts';
import { resendMail } from '../../../src/office/mails/resend-mail.ts';
import { listPublications } from '../../../src/office/publications/read-publications.ts';
import { type Sync, startSync } from '../../../src/office/sync.ts';
import { createTestAccess, type TestAccess } from '../../support/access.ts';
import { errorOf } from '../../support/app-error.ts';

const access: TestAccess = await createTestAccess();
const { office } = access;
let staff: Staff;
const running: Sync[] = [];
beforeEach(async () => {
  staff = await access.createStaff();
});
afterEach(async () => {
  for (const sync of running.splice(0)) await sync.stop();
});
afterAll(() => access.close());

const start = (with_: Office = office) => {
  running.push(startSync(with_, { databaseUrl: access.link.databaseUrl }));
};
const site = (values: Partial<WebsiteInput>) =>
  access.createWebsite(staff, { linkMode: 'automatic', ...values });
const published = (website: Website) => async () =>
  (await access.link.gate.db.selectFrom('website').select('id').where('id', '=', website.id).execute())
    .length === 1;

/** Waits until it is so; a generous end, as this machine may be busy with other tests. */
async function until(what: () => Promise<boolean>, most = 20_000): Promise<void> {
  for (const end = performance.now() + most; !(await what()); ) {
    if (performance.now() > end) throw new Error('It did not become so in time.');
    await pause(25);
  }
}

describe('automatic mode', () => {
  it('R4, R6, R9: retrieves, approves and publishes by itself, with the one mail', async () => {
    start();
    const website = await site({ policy: 'automatic' });
    await until(published(website));
    await access.signUp(website, staff, { email: 'auto@example.nl', companyName: 'Vanzelf BV' });
    await until(async () => (await access.gateAccounts(website.id))[0]?.status === 'approved');
    expect((await access.gateMails(website.id)).map((mail) => mail.event)).toEqual(['approved']);
    const { items } = await listAccounts(office, staff, { limit: 10 });
    expect(items).toMatchObject([{ status: 'approved', contact: { name: 'Vanzelf BV' } }]);
    const account = items[0];
    await setAccountStatus(office, staff, {
      accounts: [{ id: account?.id ?? '', version: account?.version ?? 0 }],
      status: 'declined',
      reason: '',
    });
    await until(async () => (await access.gateAccounts(website.id))[0]?.status === 'declined');
  });

  it('R9: what is left on a website in manual mode waits until staff press Get website data', async () => {
    start();
    const website = await access.createWebsite(staff, { linkMode: 'manual', policy: 'automatic' });
    await access.publish(staff, website.id);
    await access.signUp(website, staff, { email: 'manual@example.nl' });
    const stored = () =>
      office.db
        .selectFrom('retrieved_event')
        .select('number')
        .where('company_id', '=', staff.companyId)
        .execute();
    await until(async () => (await stored()).length === 1);
    const all = () => listApplications(office.db, staff, { limit: 10, state: 'all' });
    expect((await all()).items).toEqual([]);
    expect(await retrieveWebsiteData(office, staff)).toMatchObject({ retrieved: 1, approvedByPolicy: 1 });
    expect((await all()).items).toMatchObject([{ state: 'approved' }]);
    expect(await access.gateAccounts(website.id)).toMatchObject([{ status: 'pending' }]);
    expect(await retrieveWebsiteData(office, staff)).toMatchObject({ retrieved: 0 });
  });

  it('I6: with the gate down it tries again, loses nothing, and the history is not filled with attempts', async () => {
    let isDown = true;
    const away = () => new AppError('gate_unreachable', { gate: 'gate', reason: 'away' });
    start({
      ...office,
      gates: {
        ...office.gates,
        publish: (gateId, message) =>
          isDown ? Promise.reject(away()) : office.gates.publish(gateId, message),
        events: (gateId, query) => (isDown ? Promise.reject(away()) : office.gates.events(gateId, query)),
      },
    });
    const website = await site({ policy: 'automatic' });
    const history = async () => (await listPublications(office.db, staff, { limit: 50 })).items;
    await until(async () => (await history()).some((one) => one.state === 'failed'));
    await pause(2500);
    expect((await history()).length).toBeLessThanOrEqual(2);
    isDown = false;
    await until(published(website));
  });

  it('DESIGN §4, I5: two processes share the work without doing anything twice', async () => {
    start();
    start();
    const website = await site({ policy: 'automatic' });
    await until(published(website));
    for (let number = 0; number < 10; number += 1) {
      await access.signUp(website, staff, {
        email: `both${number}@example.nl`,
        companyName: `Samen ${number} BV`,
      });
    }
    await until(async () =>
      (await access.gateAccounts(website.id)).every((one) => one.status === 'approved'),
    );
    await until(async () => (await access.gateMails(website.id)).length >= 10);
    await pause(500);
    expect(await access.gateMails(website.id)).toHaveLength(10);
    expect((await listAccounts(office, staff, { limit: 50 })).items).toHaveLength(10);
  });

  it('R9: a website that becomes automatic is given what waited for staff', async () => {
    const website = await access.createWebsite(staff, { linkMode: 'manual', policy: 'automatic' });
    await access.publish(staff, website.id);
    await access.signUp(website, staff, { email: 'waited@example.nl' });
    start();
    await until(async () => {
      const { rows } = await access.link.office.pool.query(
        'SELECT FROM retrieved_event WHERE company_id = $1',
        [staff.companyId],
      );
      return rows.length === 1;
    });
    await office.db
      .updateTable('website')
      .set({ link_mode: 'automatic' })
      .where('id', '=', website.id)
      .execute();
    await until(async () => (await access.gateAccounts(website.id))[0]?.status === 'approved');
  });
});

describe('Mail', () => {
  it('R7, case 24: staff see the mails of the gate, why they wait, and can have them sent again', async () => {
    start();
    const website = await site({ policy: 'automatic' });
    await until(published(website));
    await access.signUp(website, staff, { email: 'reader@example.nl', companyName: 'Lezer BV' });
    const mails = async () => (await listMails(office.db, staff, { limit: 10 })).items;
    await until(async () => (await mails()).length === 1);
    const [mail] = await mails();
    expect(mail).toMatchObject({
      event: 'approved',
      to: 'reader@example.nl',
      state: 'waiting',
      website: { id: website.id },
      contact: { name: 'Lezer BV' },
    });
    const id = mail?.id ?? '';
    expect(await readMail(office.db, staff, id)).toMatchObject({ text: expect.stringContaining('Sanne') });
    expect((await listMails(office.db, staff, { limit: 10, search: 'LEZER' })).items).toHaveLength(1);
    expect((await listMails(office.db, staff, { limit: 10, state: 'sent' })).items).toHaveLength(0);
    expect(await resendMail(office, staff, id)).toMatchObject({ id, state: 'waiting' });
    expect(await mailStatus(office, staff)).toMatchObject({ configured: false, server: null });
    const other = await access.createStaff();
    expect((await errorOf(readMail(office.db, other, id))).code).toBe('not_found');
    expect((await errorOf(resendMail(office, other, id))).code).toBe('not_found');
  });
});
