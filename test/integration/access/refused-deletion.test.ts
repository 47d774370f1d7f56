import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { decisionInput, longestReason } from '../../../src/contract/applications.ts';
import type { Website } from '../../../src/contract/websites.ts';
import { createAccount } from '../../../src/office/accounts/create-account.ts';
import { accountsOfContact } from '../../../src/office/accounts/list-accounts.ts';
import { removeAccount } from '../../../src/office/accounts/remove-account.ts';
import { listApplications } from '../../../src/office/applications/read-applications.ts';
import { retrieveWebsiteData } from '../../../src/office/applications/retrieve-website-data.ts';
import type { Staff } from '../../../src/office/context.ts';
import { accountInput, createTestAccess, type TestAccess } from '../../support/access.ts';
import { createAsker, decideRequest } from '../../support/deletion.ts';

const access: TestAccess = await createTestAccess();
const { office } = access;
const email = 'anna@example.nl';
let staff: Staff;
let website: Website;
let contactId: string;
let accountId: string;
afterAll(() => access.close());

beforeEach(async () => {
  staff = await access.createStaff();
  website = await access.createWebsite(staff);
  contactId = await access.createContact(staff);
  const account = accountInput(website.id, { email });
  accountId = (await createAccount(office, staff, { contactId, account })).id;
  await access.publish(staff, website.id);
});

const waiting = async () => (await listApplications(office.db, staff, { limit: 10, state: 'waiting' })).items;

describe('a request to be deleted, refused', () => {
  it.each([
    ['x'.repeat(longestReason), []],
    ['x'.repeat(longestReason + 1), ['too_long']],
    ['regel\nregel', ['control_characters']],
  ])('takes a reason of one line that people can read (%#)', (reason, problems) => {
    const decision = { decision: 'decline', contact: null, overwrite: [], reason };
    const issues = decisionInput.safeParse(decision).error?.issues ?? [];
    expect(issues.map(({ path, message }) => [path.join('.'), message])).toEqual(
      problems.map((problem) => ['reason', problem]),
    );
  });

  it('R7: refused to somebody who waits for approval it is told too; the application still waits for its decision', async () => {
    const newcomer = 'nieuw@example.de';
    const data = { email: newcomer, firstName: 'Jutta', lastName: 'Weiß', language: 'de' };
    const theirs = await access.signUp(website, staff, data);
    const asker = await createAsker(access, website, newcomer);
    await asker.ask();
    await retrieveWebsiteData(office, staff);
    await decideRequest(access, staff, website, { decision: 'decline', reason: 'Wir prüfen noch.' });
    const [published] = await access.publish(staff, website.id);
    expect(published).toMatchObject({ gains: 0, loses: 0, mails: 1 });
    const mail = await access.link.gate.db
      .selectFrom('mail')
      .select(['event', 'language', 'text'])
      .where('to_address', '=', newcomer)
      .where('event', '<>', 'deletion_asked')
      .executeTakeFirstOrThrow();
    expect(mail).toMatchObject({ event: 'deletion_refused', language: 'de' });
    expect(mail.text).toContain('Guten Tag Jutta Weiß');
    expect(await asker.standing()).toMatchObject({
      askedAt: null,
      refused: [{ reason: 'Wir prüfen noch.' }],
    });
    expect(await access.gateAccounts(website.id)).toMatchObject([
      { email },
      { id: theirs, status: 'pending' },
    ]);
    expect(await waiting()).toMatchObject([{ kind: 'registration', state: 'open' }]);

    const given = { contactId, account: accountInput(website.id, { email: newcomer }) };
    expect(await createAccount(office, staff, given)).toMatchObject({ id: theirs, status: 'approved' });
    expect(await waiting()).toEqual([]);
    await access.publish(staff, website.id);
    expect((await access.gateMails(website.id)).map(({ event }) => event)).toEqual([
      'approved',
      'deletion_asked',
      'deletion_refused',
      'approved',
    ]);
  });

  it('refused to who has nothing there any more, it is closed and nobody is told', async () => {
    const asker = await createAsker(access, website, email);
    await asker.ask();
    await retrieveWebsiteData(office, staff);
    expect(await waiting()).toHaveLength(1);
    const [{ version } = { version: 0 }] = await accountsOfContact(office, staff, contactId);
    await removeAccount(office, staff, { accountId, version });
    await decideRequest(access, staff, website, { decision: 'decline', reason: 'Te laat' });
    await access.publish(staff, website.id);
    expect((await access.gateMails(website.id)).map(({ event }) => event)).toEqual([
      'approved',
      'deletion_asked',
      'ended',
    ]);
  });
});
