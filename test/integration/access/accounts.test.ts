import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountInput } from '../../../src/contract/accounts.ts';
import type { Website } from '../../../src/contract/websites.ts';
import { readAccountMatrix } from '../../../src/office/accounts/account-matrix.ts';
import { readAccount } from '../../../src/office/accounts/account-query.ts';
import { createAccount } from '../../../src/office/accounts/create-account.ts';
import { explainAccess } from '../../../src/office/accounts/explain-access.ts';
import { accountsOfContact, listAccounts } from '../../../src/office/accounts/list-accounts.ts';
import { previewChange } from '../../../src/office/accounts/preview-change.ts';
import { removeAccount } from '../../../src/office/accounts/remove-account.ts';
import { setAccountStatus } from '../../../src/office/accounts/set-account-status.ts';
import { undoAccount } from '../../../src/office/accounts/undo-account.ts';
import { updateAccount } from '../../../src/office/accounts/update-account.ts';
import { getContact } from '../../../src/office/contacts/get-contact.ts';
import { setContactActive } from '../../../src/office/contacts/set-contact-active.ts';
import { updateContact } from '../../../src/office/contacts/update-contact.ts';
import type { Staff } from '../../../src/office/context.ts';
import { planPublications } from '../../../src/office/publications/plan-publications.ts';
import { readWebsite } from '../../../src/office/websites/read-websites.ts';
import { accountInput, contactInput, createTestAccess, type TestAccess } from '../../support/access.ts';
import { errorOf } from '../../support/app-error.ts';

let access: TestAccess;
let staff: Staff;
let website: Website;
beforeAll(async () => {
  access = await createTestAccess();
});
afterAll(() => access.close());

async function begin(): Promise<void> {
  staff = await access.createStaff();
  website = await access.createWebsite(staff);
}

async function give(values: Partial<AccountInput> = {}, contactId?: string) {
  const contact = contactId ?? (await access.createContact(staff));
  return createAccount(access.office, staff, {
    contactId: contact,
    account: accountInput(website.id, values),
  });
}
const edit = async (accountId: string, values: Partial<AccountInput>) => {
  const account = await readAccount(access.office.db, staff.companyId, accountId);
  const { email, status, reason, validFrom, validUntil } = account;
  const input = accountInput(website.id, { email, status, reason, validFrom, validUntil, ...values });
  return updateAccount(access.office, staff, { accountId, account: input, version: account.version });
};
const setStatus = async (accountId: string, status: AccountInput['status']) => {
  const { id, version } = await readAccount(access.office.db, staff.companyId, accountId);
  return setAccountStatus(access.office, staff, { accounts: [{ id, version }], status, reason: '' });
};

describe('website accounts', () => {
  beforeAll(begin);

  it('R2, R3: new access stands in the contact’s overview and waits for publication', async () => {
    const contactId = await access.createContact(staff, { name: 'Bakkerij De Vries' });
    const account = await give({ email: 'Anna@DeVries.nl' }, contactId);
    expect(account).toMatchObject({
      contact: { name: 'Bakkerij De Vries', active: true },
      email: 'Anna@DeVries.nl',
      status: 'approved',
      published: null,
      unpublished: true,
      ending: false,
      origin: 'staff',
    });
    expect(await accountsOfContact(access.office, staff, contactId)).toEqual([account]);
    expect(await access.gateAccounts(website.id)).toEqual([]);
  });

  it('R6: after publication the overview says what the gate has, and no change waits', async () => {
    const account = await give({ email: 'published@example.nl' });
    await access.publish(staff, website.id);
    expect(await readAccount(access.office.db, staff.companyId, account.id)).toMatchObject({
      unpublished: false,
      published: { status: 'approved', email: 'published@example.nl' },
    });
    const changed = await edit(account.id, { status: 'declined' });
    expect(changed).toMatchObject({
      status: 'declined',
      unpublished: true,
      published: { status: 'approved' },
    });
  });

  it('case 23: taken back by hand before it was published, nothing waits and no mail goes out', async () => {
    const account = await give({ email: 'back@example.nl' });
    await access.publish(staff, website.id);
    const mails = (await access.gateMails(website.id)).length;
    await setStatus(account.id, 'declined');
    await setStatus(account.id, 'approved');
    expect((await readAccount(access.office.db, staff.companyId, account.id)).unpublished).toBe(false);
    await access.publish(staff, website.id);
    expect(await access.gateMails(website.id)).toHaveLength(mails);
  });

  it('R5: undo returns to what was published; access never published goes', async () => {
    const account = await give({ email: 'undo@example.nl' });
    await access.publish(staff, website.id);
    const changed = await edit(account.id, {
      status: 'blocked',
      reason: 'test',
      email: 'other@example.nl',
      validUntil: '2030-01-01T00:00:00+01:00',
    });
    const undone = await undoAccount(access.office, staff, {
      accountId: account.id,
      version: changed.version,
    });
    expect(undone).toMatchObject({
      email: 'undo@example.nl',
      status: 'approved',
      reason: '',
      validUntil: null,
      unpublished: false,
    });
    const unseen = await give({ email: 'unseen@example.nl' });
    const gone = await undoAccount(access.office, staff, { accountId: unseen.id, version: unseen.version });
    expect(gone).toBeNull();
    expect((await errorOf(readAccount(access.office.db, staff.companyId, unseen.id))).code).toBe('not_found');
  });

  it('R3: removed access waits for its end and can be undone; never published it simply goes', async () => {
    const account = await give({ email: 'remove@example.nl' });
    expect(
      await removeAccount(access.office, staff, { accountId: account.id, version: account.version }),
    ).toBeNull();
    const published = await give({ email: 'remove@example.nl' });
    await access.publish(staff, website.id);
    const ending = await removeAccount(access.office, staff, {
      accountId: published.id,
      version: published.version,
    });
    expect(ending).toMatchObject({ ending: true, unpublished: true });
    expect((await errorOf(edit(published.id, { status: 'declined' }))).code).toBe('account_ending');
    const back = await undoAccount(access.office, staff, {
      accountId: published.id,
      version: ending?.version ?? 0,
    });
    expect(back).toMatchObject({ ending: false, unpublished: false, status: 'approved' });
    await removeAccount(access.office, staff, { accountId: published.id, version: back?.version ?? 0 });
    await access.publish(staff, website.id);
    expect((await access.gateAccounts(website.id)).map((one) => one.id)).not.toContain(published.id);
    expect((await errorOf(readAccount(access.office.db, staff.companyId, published.id))).code).toBe(
      'not_found',
    );
  });

  it('case 10, case 11: one address has one account on a website, in whatever letters; the error says where', async () => {
    const contactId = await access.createContact(staff, { name: 'De Eerste BV' });
    await give({ email: 'same@exämple.nl' }, contactId);
    const error = await errorOf(give({ email: 'SAME@xn--exmple-cua.nl' }));
    expect(error).toMatchObject({ code: 'account_email_taken', field: 'account.email' });
    expect(error.message).toContain('De Eerste BV');
    const second = await access.createWebsite(staff);
    await give({ email: 'same@exämple.nl', websiteId: second.id });
  });

  it('case 33: two staff decide at once: one wins, the other is told by whom, nothing is overwritten', async () => {
    const account = await give({ email: 'race@example.nl' });
    const colleague = await access.createColleague(staff);
    const input = accountInput(website.id, { email: 'race@example.nl' });
    const decide = (who: Staff, status: AccountInput['status']) =>
      updateAccount(access.office, who, {
        accountId: account.id,
        account: { ...input, status },
        version: account.version,
      }).then(
        () => who.actor.name,
        (error: unknown) => error,
      );
    const outcomes = await Promise.all([decide(staff, 'declined'), decide(colleague, 'blocked')]);
    const winner = outcomes.find((outcome) => typeof outcome === 'string');
    expect(outcomes).toContainEqual(
      expect.objectContaining({ code: 'stale_revision', params: expect.objectContaining({ who: winner }) }),
    );
    const { status } = await readAccount(access.office.db, staff.companyId, account.id);
    expect(status).toBe(winner === staff.actor.name ? 'declined' : 'blocked');
  });

  it('R5, case 25, case 33: sets a status for many at once; who was changed meanwhile is refused by name', async () => {
    const one = await give({ email: 'many1@example.nl' });
    const two = await give({ email: 'many2@example.nl' });
    const three = await give({ email: 'many3@example.nl' });
    await edit(three.id, { reason: 'looked at' });
    const result = await setAccountStatus(access.office, staff, {
      accounts: [one, two, three].map(({ id, version }) => ({ id, version })),
      status: 'declined',
      reason: 'closed',
    });
    expect(result.changed.map((account) => account.id).sort()).toEqual([one.id, two.id].sort());
    expect(result.changed[0]).toMatchObject({ status: 'declined', reason: 'closed' });
    expect(result.refused).toEqual([{ id: three.id, message: expect.stringContaining(staff.actor.name) }]);
  });

  it('case 32: from each status staff reach each other one', async () => {
    const account = await give({ email: 'states@example.nl' });
    for (const status of ['declined', 'approved', 'blocked', 'pending', 'declined', 'approved'] as const) {
      expect((await setStatus(account.id, status)).changed).toMatchObject([{ status }]);
    }
  });

  it('R3: says which field is wrong: end before beginning, somebody else’s person', async () => {
    const reversed = { validFrom: '2030-01-02T00:00:00Z', validUntil: '2030-01-01T00:00:00Z' };
    expect(await errorOf(give({ email: 'x1@example.nl', ...reversed }))).toMatchObject({
      code: 'validity_reversed',
      field: 'account.validUntil',
    });
    const other = await access.createContact(staff, { persons: [{ name: 'Jan Smit', email: '' }] });
    const { persons } = await getContact(access.office.db, staff.companyId, other);
    expect(await errorOf(give({ email: 'x2@example.nl', personId: persons[0]?.id ?? null }))).toMatchObject({
      code: 'person_of_other_contact',
      field: 'account.personId',
    });
  });

  it('R17: without a licence accounts can be seen, not changed', async () => {
    const account = await give({ email: 'licence@example.nl' });
    await access.office.db.deleteFrom('licence').where('company_id', '=', staff.companyId).execute();
    expect((await errorOf(edit(account.id, { status: 'declined' }))).code).toBe('licence_missing');
    expect(await readAccount(access.office.db, staff.companyId, account.id)).toBeDefined();
  });

  it('I8: accounts of another company can be neither read nor changed', async () => {
    await begin();
    const theirs = await give({ email: 'theirs@example.nl' });
    await begin();
    expect((await errorOf(readAccount(access.office.db, staff.companyId, theirs.id))).code).toBe('not_found');
    expect((await errorOf(explainAccess(access.office, staff, theirs.id))).code).toBe('not_found');
    const version = theirs.version;
    expect((await errorOf(removeAccount(access.office, staff, { accountId: theirs.id, version }))).code).toBe(
      'not_found',
    );
    const bulk = { accounts: [{ id: theirs.id, version }], status: 'declined' as const, reason: '' };
    expect((await setAccountStatus(access.office, staff, bulk)).changed).toEqual([]);
    expect((await errorOf(give({}, theirs.contact.id))).code).toBe('not_found');
    expect((await errorOf(give({ websiteId: theirs.website.id }))).code).toBe('not_found');
  });
});

describe('what a contact means for its accounts', () => {
  beforeAll(begin);

  it('case 7, I1: an inactive contact closes its access with the next publication, without a mail', async () => {
    const contactId = await access.createContact(staff);
    const account = await give({ email: 'inactive@example.nl' }, contactId);
    await access.publish(staff, website.id);
    const mails = await access.gateMails(website.id);
    const { version } = await getContact(access.office.db, staff.companyId, contactId);
    await setContactActive(access.office, staff, { contactId, active: false, version });
    expect(await readAccount(access.office.db, staff.companyId, account.id)).toMatchObject({
      unpublished: true,
      version: account.version,
    });
    const [plan] = await planPublications(access.office, staff, website.id);
    expect(plan).toMatchObject({ loses: 1, mails: 0, lines: [{ effect: 'loses', mail: null }] });
    await access.publish(staff, website.id);
    expect(await access.gateAccounts(website.id)).toMatchObject([
      { status: 'approved', contact_active: false },
    ]);
    expect(await access.gateMails(website.id)).toEqual(mails);
    expect(await explainAccess(access.office, staff, account.id)).toMatchObject({
      allowed: false,
      failed: 'contact_active',
      published: { allowed: false, failed: 'contact_active' },
    });
  });

  it('R15: a contact’s new name reaches the gate with the next publication', async () => {
    const contactId = await access.createContact(staff, { name: 'Oud BV' });
    await give({ email: 'claims@example.nl' }, contactId);
    await access.publish(staff, website.id);
    const { version, number } = await getContact(access.office.db, staff.companyId, contactId);
    const contact = contactInput({ number, name: 'Nieuw BV', priceGroup: 'C' });
    await updateContact(access.office, staff, { contactId, contact, version });
    expect(await planPublications(access.office, staff, website.id)).toMatchObject([{ other: 1, mails: 0 }]);
    await access.publish(staff, website.id);
    const known = (await access.gateAccounts(website.id)).find((one) => one.email === 'claims@example.nl');
    expect(known?.contact_name).toBe('Nieuw BV');
  });

  it('I1: a contact made inactive while access is being given is never published as active', async () => {
    for (let round = 0; round < 5; round += 1) {
      const contactId = await access.createContact(staff);
      const { version } = await getContact(access.office.db, staff.companyId, contactId);
      await Promise.all([
        give({ email: `close${round}@example.nl` }, contactId),
        setContactActive(access.office, staff, { contactId, active: false, version }),
        access.publish(staff, website.id),
      ]);
      await access.publish(staff, website.id);
      const known = (await access.gateAccounts(website.id)).find(
        (one) => one.email === `close${round}@example.nl`,
      );
      expect(known?.contact_active).toBe(false);
    }
  });
});

describe('looking at accounts', () => {
  beforeAll(begin);

  it('R7: the preview of OK tells the mail and the change of access, and is what then happens', async () => {
    const contactId = await access.createContact(staff, { language: 'en' });
    const ask = (values: Partial<AccountInput>, accountId: string | null = null, remove = false) =>
      previewChange(access.office, staff, {
        contactId,
        accountId,
        account: accountInput(website.id, { email: 'preview@example.nl', ...values }),
        remove,
      });
    expect(await ask({})).toMatchObject({
      linkMode: 'manual',
      access: 'gains',
      mails: [{ event: 'approved', to: 'preview@example.nl', language: 'en' }],
    });
    expect(await ask({ status: 'pending' })).toMatchObject({ access: 'none', mails: [{ event: 'pending' }] });
    const account = await give({ email: 'preview@example.nl' }, contactId);
    expect(await ask({}, account.id, true)).toMatchObject({ access: 'none', mails: [] });
    await access.publish(staff, website.id);
    expect(await ask({}, account.id)).toMatchObject({ access: 'keeps', mails: [] });
    expect(await ask({ status: 'declined', reason: 'No customer' }, account.id)).toMatchObject({
      access: 'loses',
      mails: [{ event: 'declined' }],
    });
    expect(await ask({ email: 'new@example.nl' }, account.id)).toMatchObject({
      access: 'keeps',
      mails: [
        { event: 'email_changed_old', to: 'preview@example.nl' },
        { event: 'email_changed_new', to: 'new@example.nl' },
      ],
    });
    await edit(account.id, { email: 'new@example.nl' });
    await access.publish(staff, website.id);
    expect((await access.gateMails(website.id)).map((mail) => mail.event).sort()).toEqual([
      'approved',
      'email_changed_new',
      'email_changed_old',
    ]);
  });

  it('case 14: declined, corrected and approved again, the approval goes to the new address', async () => {
    await begin();
    const account = await give({ email: 'typo@example.nl' });
    await access.publish(staff, website.id);
    await setStatus(account.id, 'declined');
    await access.publish(staff, website.id);
    await edit(account.id, { email: 'right@example.nl' });
    await setStatus(account.id, 'approved');
    await access.publish(staff, website.id);
    expect(await access.gateMails(website.id)).toContainEqual({ event: 'approved', to: 'right@example.nl' });
    expect(await access.gateAccounts(website.id)).toMatchObject([{ email: 'right@example.nl' }]);
  });

  it('case 31: lists by name with filters and pages, and each number equals its list', async () => {
    await begin();
    const contacts: string[] = [];
    for (const name of ['Écluse', 'appel', 'Zorg', 'Bos', 'Dam']) {
      contacts.push(await access.createContact(staff, { name, town: name === 'Bos' ? 'Almere' : '' }));
    }
    for (const [index, contactId] of contacts.entries()) {
      await give(
        { email: `list${index}@example.nl`, status: index % 2 === 0 ? 'approved' : 'pending' },
        contactId,
      );
    }
    const first = await listAccounts(access.office, staff, { limit: 2 });
    expect(first.total).toBe(5);
    const second = await listAccounts(access.office, staff, { limit: 2, cursor: first.next ?? '' });
    const third = await listAccounts(access.office, staff, { limit: 2, cursor: second.next ?? '' });
    expect([first, second, third].flatMap((page) => page.items.map((one) => one.contact.name))).toEqual([
      'appel',
      'Bos',
      'Dam',
      'Écluse',
      'Zorg',
    ]);
    expect(third.next).toBeNull();
    const { counts, unpublishedChanges } = await readWebsite(access.office.db, staff.companyId, website.id);
    for (const status of ['approved', 'pending', 'declined'] as const) {
      const list = await listAccounts(access.office, staff, { limit: 50, status, websiteId: website.id });
      expect(counts[status]).toBe(list.items.length);
    }
    const waiting = await listAccounts(access.office, staff, { limit: 50, unpublished: true });
    expect(waiting.items).toHaveLength(unpublishedChanges);
    const [plan] = await planPublications(access.office, staff, website.id);
    expect(plan?.lines).toHaveLength(unpublishedChanges);
    const found = await listAccounts(access.office, staff, { limit: 50, search: 'ecluse' });
    expect(found.items.map((one) => one.contact.name)).toEqual(['Écluse']);
    const byMail = await listAccounts(access.office, staff, { limit: 50, search: 'LIST3@' });
    expect(byMail.items.map((one) => one.contact.name)).toEqual(['Bos']);
    const matrix = await readAccountMatrix(access.office, staff, { limit: 3 });
    expect(matrix).toMatchObject({ total: 5, items: [{ contact: { name: 'appel' } }, {}, {}] });
    const rest = await readAccountMatrix(access.office, staff, { limit: 3, cursor: matrix.next ?? '' });
    expect(rest.items.map((row) => row.contact.name)).toEqual(['Écluse', 'Zorg']);
    expect(rest.items[0]?.cells).toMatchObject([{ websiteId: website.id, status: 'approved' }]);
  });

  it('I8: a cursor that is not ours is refused, not obeyed', async () => {
    expect((await errorOf(listAccounts(access.office, staff, { limit: 2, cursor: 'x' }))).code).toBe(
      'invalid_input',
    );
  });
});
