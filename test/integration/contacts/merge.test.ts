import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Website } from '../../../src/contract/websites.ts';
import { createAccount } from '../../../src/office/accounts/create-account.ts';
import { getContact } from '../../../src/office/contacts/get-contact.ts';
import { listAccessAtStake } from '../../../src/office/contacts/list-access-at-stake.ts';
import { mergeContacts } from '../../../src/office/contacts/merge/merge-contacts.ts';
import type { Staff } from '../../../src/office/context.ts';
import { createTestAccess, type TestAccess } from '../../support/access.ts';

let access: TestAccess;
let staff: Staff;
let website: Website;
beforeAll(async () => {
  access = await createTestAccess();
});
afterAll(() => access?.close());
beforeEach(async () => {
  staff = await access.createStaff();
  website = await access.createWebsite(staff);
});

const read = (contactId: string) => getContact(access.office.db, staff.companyId, contactId);
const admit = (contactId: string, email: string, websiteId = website.id) =>
  createAccount(access.office, staff, {
    contactId,
    account: {
      websiteId,
      email,
      personId: null,
      status: 'approved',
      reason: '',
      validFrom: null,
      validUntil: null,
    },
  });
async function merge(contactId: string, doubleId: string) {
  const [kept, double] = [await read(contactId), await read(doubleId)];
  return mergeContacts(access.office, staff, {
    contactId,
    version: kept.version,
    doubleId,
    doubleVersion: double.version,
  });
}

describe('merging two contacts', () => {
  it('case 8: all accounts hang on the kept contact; never two for one e-mail on one site', async () => {
    const other = await access.createWebsite(staff);
    const kept = await access.createContact(staff, { name: 'De Kat BV' });
    const double = await access.createContact(staff, { name: 'De Kat B.V.', phone: '020-1234567' });
    await admit(kept, 'inkoop@dekat.example');
    await admit(double, 'verkoop@dekat.example');
    // The same address on another website is another account, and stays one.
    await admit(double, 'inkoop@dekat.example', other.id);
    await expect(admit(double, 'INKOOP@dekat.example')).rejects.toMatchObject({
      code: 'account_email_taken',
    });
    await access.publish(staff, website.id);

    const merged = await merge(kept, double);
    expect(merged).toMatchObject({ name: 'De Kat BV', phone: '020-1234567', accountCount: 3 });
    const rows = await access.office.db
      .selectFrom('account')
      .select(['website_id', 'email_canonical', 'contact_id'])
      .where('company_id', '=', staff.companyId)
      .execute();
    expect(new Set(rows.map((row) => row.contact_id))).toEqual(new Set([kept]));
    const keys = rows.map((row) => `${row.website_id} ${row.email_canonical}`);
    expect(new Set(keys).size).toBe(keys.length);
    await expect(read(double)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('case 8, case 23: the websites are told the kept contact’s name, nobody is thrown out and no mail goes', async () => {
    const kept = await access.createContact(staff, { name: 'Bakker BV' });
    const double = await access.createContact(staff, { name: 'Bakker dubbel' });
    await admit(double, 'sanne@bakker.example');
    await access.publish(staff, website.id);
    const before = await access.gateMails(website.id);
    await merge(kept, double);
    await access.publish(staff, website.id);
    expect(await access.gateAccounts(website.id)).toMatchObject([
      { email: 'sanne@bakker.example', status: 'approved', contact_name: 'Bakker BV' },
    ]);
    expect(await access.gateMails(website.id)).toEqual(before);
  });

  it('case 33: refuses on a stale look, with itself, and into an inactive contact', async () => {
    const kept = await access.createContact(staff);
    const double = await access.createContact(staff);
    const versions = { version: 1, doubleVersion: 1 };
    const call = (input: { contactId: string; doubleId: string; version?: number }) =>
      mergeContacts(access.office, staff, { ...versions, ...input });
    await expect(call({ contactId: kept, doubleId: kept })).rejects.toMatchObject({
      code: 'merge_with_itself',
    });
    await expect(call({ contactId: kept, doubleId: double, version: 7 })).rejects.toMatchObject({
      code: 'stale_revision',
    });
    const stranger = await access.createStaff();
    const foreign = await access.createContact(stranger);
    await expect(call({ contactId: kept, doubleId: foreign })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('case 8: two who merge the same pair the other way round: one wins', async () => {
    const one = await access.createContact(staff);
    const two = await access.createContact(staff);
    const results = await Promise.allSettled([merge(one, two), merge(two, one)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('before a contact is made inactive', () => {
  it('case 9: says whose access closes with it, colleagues first and all', async () => {
    const contact = await access.createContact(staff, {
      persons: [{ name: 'Piet Kat', email: 'piet@kat.example' }],
    });
    await admit(contact, 'piet@kat.example');
    await admit(contact, 'collega@kat.example');
    const named = await listAccessAtStake(access.office.db, staff.companyId, contact);
    expect(named).toMatchObject([
      { email: 'collega@kat.example', website: website.name, status: 'approved' },
      { email: 'piet@kat.example', website: website.name, status: 'approved' },
    ]);
    const stranger = await access.createStaff();
    await expect(listAccessAtStake(access.office.db, stranger.companyId, contact)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
