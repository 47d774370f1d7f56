import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ContactInput } from '../../../src/contract/contacts.ts';
import { startTestOffice, type TestCompany, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let company: TestCompany;
let companyId: string;
beforeAll(async () => {
  office = await startTestOffice();
});
afterAll(() => office.stop());
beforeEach(async () => {
  company = await office.createCompany();
  companyId = company.companyId;
});

const contact = (values: Partial<ContactInput> = {}): ContactInput => ({
  number: '',
  name: 'De Kat BV',
  street: '',
  postcode: '',
  town: '',
  country: '',
  phone: '',
  email: '',
  registrationNo: '',
  vatNo: '',
  types: [],
  priceGroup: '',
  language: '',
  ...values,
});
const create = (values: Partial<ContactInput> = {}) =>
  company.api.contacts.create({ companyId, contact: contact(values) });

describe('R1: the contact register', () => {
  it('R1: a contact gets the next free customer number by itself, also where that one is taken', async () => {
    expect((await create()).number).toBe('10000');
    expect((await create({ number: '10001' })).number).toBe('10001');
    expect((await create()).number).toBe('10002');
  });

  it('R1: two at the same moment never get the same number', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => create()));
    expect(new Set(made.map(({ number }) => number)).size).toBe(8);
  });

  it('R1: refuses a customer number that another has, and says whose it is', async () => {
    await create({ number: '7', name: 'De Hond' });
    const refused = { code: 'contact_number_taken', message: expect.stringMatching(/De Hond/) };
    await expect(create({ number: '7' })).rejects.toMatchObject(refused);
    const other = await create();
    const change = {
      companyId,
      contactId: other.id,
      contact: contact({ number: '7' }),
      version: other.version,
    };
    await expect(company.api.contacts.update(change)).rejects.toMatchObject(refused);
  });

  it('R1: is customer, supplier, partner and private at once', async () => {
    const types = ['private', 'customer', 'partner', 'supplier'] as const;
    expect((await create({ types: [...types] })).types).toEqual([
      'customer',
      'supplier',
      'partner',
      'private',
    ]);
  });

  it('R1: a change and who made it stand in the timeline; saving the same again is no change', async () => {
    const made = await create({ town: 'Breda' });
    const { api } = company;
    const input = {
      companyId,
      contactId: made.id,
      contact: contact({ number: made.number, town: 'Tilburg' }),
    };
    const changed = await api.contacts.update({ ...input, version: made.version });
    await api.contacts.update({ ...input, version: changed.version });
    const { items } = await api.contacts.timeline({ companyId, contactId: made.id });
    expect(items.map(({ action, before, after }) => ({ action, before, after }))).toEqual([
      { action: 'contact.changed', before: { town: 'Breda' }, after: { town: 'Tilburg' } },
      { action: 'contact.created', before: null, after: expect.objectContaining({ number: made.number }) },
    ]);
    expect(items[0]?.actor).toEqual(company.staff.actor && { kind: 'staff', name: company.staff.actor.name });
  });

  it('R1: the timeline goes on page by page without gaps', async () => {
    const made = await create();
    const { api } = company;
    let version = made.version;
    for (const town of ['a', 'b', 'c', 'd']) {
      const next = contact({ number: made.number, town });
      ({ version } = await api.contacts.update({ companyId, contactId: made.id, contact: next, version }));
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await api.contacts.timeline({
        companyId,
        contactId: made.id,
        limit: 2,
        ...(cursor && { cursor }),
      });
      seen.push(...page.items.map((item) => String(item.after?.town ?? 'created')));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(['d', 'c', 'b', 'a', 'created'].map((town) => (town === 'created' ? '' : town)));
  });

  it('case 33: of two who change the same contact one is told by whom, and nothing is overwritten', async () => {
    const made = await create();
    const { api } = company;
    const change = (town: string) =>
      api.contacts.update({
        companyId,
        contactId: made.id,
        contact: contact({ number: made.number, town }),
        version: made.version,
      });
    const results = await Promise.allSettled([change('Breda'), change('Tilburg')]);
    const refused = results.find((result) => result.status === 'rejected');
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(refused?.reason).toMatchObject({
      code: 'stale_revision',
      message: expect.stringContaining(company.staff.actor.name),
    });
  });

  it('R1: a contact in use is not deleted but made inactive; one that is not goes', async () => {
    const { api } = company;
    const unused = await create();
    await api.contacts.remove({ companyId, contactId: unused.id, version: unused.version });
    await expect(api.contacts.get({ companyId, contactId: unused.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    const used = await create({ name: 'In gebruik' });
    await insertApplication(used.id);
    await expect(
      api.contacts.remove({ companyId, contactId: used.id, version: used.version }),
    ).rejects.toMatchObject({ code: 'contact_in_use' });
    const inactive = await api.contacts.setActive({
      companyId,
      contactId: used.id,
      active: false,
      version: used.version,
    });
    expect(inactive.active).toBe(false);
    expect((await api.contacts.list({ companyId })).items).toEqual([]);
    expect((await api.contacts.list({ companyId, active: 'inactive' })).items).toHaveLength(1);
  });

  it('R1: has contact persons, who are found, changed and removed', async () => {
    const { api } = company;
    const { id: contactId } = await create();
    const added = await api.contacts.addPerson({
      companyId,
      contactId,
      person: { name: 'Loïs van Dam', email: 'lois@kat.nl', phone: '06-12345678' },
    });
    const [person] = added.persons;
    if (person === undefined) throw new Error('no person');
    const found = async (search: string) => (await api.contacts.list({ companyId, search })).items.length;
    expect([await found('lois van dam'), await found('+31 6 12345678'), await found('lois@kat')]).toEqual([
      1, 1, 1,
    ]);
    const input = { companyId, contactId, personId: person.id };
    const changed = await api.contacts.updatePerson({
      ...input,
      person: { name: 'Truus', email: '', phone: '' },
      active: false,
      version: person.version,
    });
    expect(changed.persons).toMatchObject([{ name: 'Truus', email: '', active: false }]);
    expect([await found('lois'), await found('truus')]).toEqual([0, 1]);
    await expect(
      api.contacts.updatePerson({
        ...input,
        person: { name: 'x', email: '', phone: '' },
        active: true,
        version: person.version,
      }),
    ).rejects.toMatchObject({ code: 'stale_revision' });
    expect((await api.contacts.removePerson(input)).persons).toEqual([]);
    const { items } = await api.contacts.timeline({ companyId, contactId });
    expect(items.map((item) => item.action)).toEqual([
      'person.removed',
      'person.changed',
      'person.added',
      'contact.created',
    ]);
  });

  it('I8: shows and changes nothing of another company', async () => {
    const { id: contactId, version } = await create();
    const stranger = (await office.createCompany()).api;
    const own = (await office.createCompany()).companyId;
    for (const ofCompany of [companyId, own]) {
      const input = { companyId: ofCompany, contactId };
      const refused = { code: 'not_found' };
      await expect(stranger.contacts.get(input)).rejects.toMatchObject(refused);
      await expect(stranger.contacts.timeline(input)).rejects.toMatchObject(refused);
      await expect(stranger.contacts.remove({ ...input, version })).rejects.toMatchObject(refused);
      await expect(stranger.contacts.update({ ...input, contact: contact(), version })).rejects.toMatchObject(
        refused,
      );
      await expect(stranger.contacts.setActive({ ...input, active: false, version })).rejects.toMatchObject(
        refused,
      );
    }
    await expect(stranger.contacts.list({ companyId })).rejects.toMatchObject({ code: 'not_found' });
  });
});

async function insertApplication(contactId: string): Promise<void> {
  const { db } = office.office;
  const id = contactId;
  await db
    .insertInto('gate')
    .values({ id, name: 'g', url: `http://${id}.example.com` })
    .execute();
  await db
    .insertInto('website')
    .values({
      company_id: companyId,
      id,
      gate_id: id,
      name: 'w',
      public_url: 'https://w.example.com',
      protection: 'whole',
      policy: 'manual',
      link_mode: 'manual',
      origin: '{}',
      language: 'nl',
    })
    .execute();
  await db
    .insertInto('application')
    .values({
      company_id: companyId,
      id,
      website_id: id,
      gate_id: id,
      event_number: 1,
      kind: 'registration',
      state: 'open',
      data: '{}',
      email: 'a@b.nl',
      email_canonical: 'a@b.nl',
      verdict: 'new',
      match: '[]',
      contact_id: contactId,
      received_at: new Date(),
    })
    .execute();
}
