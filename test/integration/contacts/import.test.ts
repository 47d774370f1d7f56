import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile, untilIdle, upload } from '../../support/contact-files.ts';
import { startTestOffice, type TestCompany, type TestOffice } from '../../support/office.ts';

const root = join(import.meta.dirname, '../../..');
const fixture = readFileSync(join(root, 'test/fixtures/matching/contacts.csv'));
/** The register of 5,000 contacts, where it lies beside the checkout; else the part of it that is shipped. */
const shared = join(root, '../shared/data/contacts-nl.csv');
const register = existsSync(shared) ? readFileSync(shared) : fixture;

let office: TestOffice;
let company: TestCompany;
beforeAll(async () => {
  office = await startTestOffice();
});
afterAll(() => office.stop());

async function newCompany(): Promise<TestCompany> {
  company = await office.createCompany();
  return company;
}
const contactsOf = async (search?: string) => {
  const { companyId } = company;
  const found = await company.api.contacts.list({
    companyId,
    limit: 200,
    active: 'all',
    ...(search === undefined ? {} : { search }),
  });
  return found;
};

describe('R1, case 38: the register of an accounting package', () => {
  it('R1, case 38: recognises encoding, delimiter and columns, checks all lines and imports them', async () => {
    const { companyId, api } = await newCompany();
    const lines = iconv.decode(register, 'windows-1252').trimEnd().split('\n').length - 1;
    const uploaded = await upload(office, company, register, 'contacts-nl.csv');
    expect(uploaded).toMatchObject({
      state: 'uploaded',
      encoding: 'windows-1252',
      delimiter: ';',
      size: register.length,
    });
    expect(uploaded.mapping).not.toContain(null);
    expect(uploaded.preview[0]?.slice(0, 2)).toEqual(['10000', 'De Haan Transportcentrum BV']);

    await api.contactImports.check({ companyId, importId: uploaded.id, mapping: uploaded.mapping });
    const checked = await untilIdle(company, uploaded.id);
    expect(checked).toMatchObject({
      state: 'checked',
      counts: { new: lines, changed: 0, same: 0, errors: 0 },
      errors: [],
    });
    expect((await contactsOf()).total).toBe(0);

    await api.contactImports.run({
      companyId,
      importId: uploaded.id,
      mapping: uploaded.mapping,
      onErrors: 'import_none',
    });
    const done = await untilIdle(company, uploaded.id);
    expect(done).toMatchObject({
      state: 'done',
      counts: { new: lines, errors: 0 },
      progress: { lines, bytes: register.length },
    });
    expect((await contactsOf()).total).toBe(lines);
    const { items } = await contactsOf('10000');
    const contact = await api.contacts.get({ companyId, contactId: items[0]?.id ?? '' });
    expect(contact).toMatchObject({
      number: '10000',
      name: 'De Haan Transportcentrum BV',
      country: 'NL',
      types: ['customer', 'supplier'],
      active: true,
      priceGroup: 'C',
      persons: [{ name: 'Willem van Beek', email: 'willem@ziggo.nl' }],
    });
    const timeline = await api.contacts.timeline({ companyId, contactId: contact.id });
    expect(timeline.items).toMatchObject([{ action: 'contact.imported', subject: 'contacts-nl.csv' }]);
  });

  it('case 34: the same file a second time changes nothing', async () => {
    const { companyId } = await newCompany();
    const first = await importFile(office, company, fixture);
    const before = await company.api.audit.list({ companyId });
    const second = await importFile(office, company, fixture);
    expect(second.counts).toEqual({ new: 0, changed: 0, same: first.counts.new, errors: 0 });
    const after = await company.api.audit.list({ companyId });
    expect(after.items.filter((event) => event.action !== 'contacts.imported')).toEqual(
      before.items.filter((event) => event.action !== 'contacts.imported'),
    );
  });

  it('case 34: nor does a file without numbers', async () => {
    await newCompany();
    const file =
      'Naam;E-mail;Postcode\nDe Kat;info@kat.nl;1234 AB\nDe Hond;;2345 BC\nDe Muis;;\nDe Vis;vis@vis.nl;\n';
    expect((await importFile(office, company, file)).counts).toEqual({
      new: 4,
      changed: 0,
      same: 0,
      errors: 0,
    });
    expect((await importFile(office, company, file)).counts).toEqual({
      new: 0,
      changed: 0,
      same: 4,
      errors: 0,
    });
    expect((await contactsOf()).items.map((contact) => contact.number)).toHaveLength(4);
  });

  it('R1: contacts without a number get the next free ones, around those that the file gives', async () => {
    await newCompany();
    await importFile(office, company, 'Nr;Naam\n;Een\n10001;Twee\n;Drie\n');
    const { items } = await contactsOf();
    expect(new Map(items.map(({ name, number }) => [name, number]))).toEqual(
      new Map([
        ['Een', '10000'],
        ['Twee', '10001'],
        ['Drie', '10002'],
      ]),
    );
    const created = await company.api.contacts.create({
      companyId: company.companyId,
      contact: { ...empty, name: 'Vier' },
    });
    expect(created.number).toBe('10003');
  });

  it('R1: changes what the file says and leaves what it does not; each change stands in the timeline', async () => {
    const { companyId, api } = await newCompany();
    await importFile(
      office,
      company,
      'Nr;Naam;Plaats;Telefoon;Prijsgroep;Klant\n1;De Kat;Breda;076-1234567;A;J\n2;De Hond;Breda;;;J\n',
    );
    const done = await importFile(
      office,
      company,
      'Nr;Naam;Plaats;Prijsgroep;Leverancier\n1;De Kat;;B;J\n2;De Hond;Breda;;\n',
    );
    expect(done.counts).toEqual({ new: 0, changed: 1, same: 1, errors: 0 });
    const [kat] = (await contactsOf('1')).items;
    const contact = await api.contacts.get({ companyId, contactId: kat?.id ?? '' });
    expect(contact).toMatchObject({
      town: 'Breda',
      phone: '076-1234567',
      priceGroup: 'B',
      types: ['customer', 'supplier'],
      version: 2,
    });
    const { items } = await api.contacts.timeline({ companyId, contactId: contact.id });
    expect(items.map((entry) => entry.action)).toEqual(['contact.changed', 'contact.imported']);
    expect(items[0]).toMatchObject({
      before: { priceGroup: 'A', types: ['customer'] },
      after: { priceGroup: 'B', types: ['customer', 'supplier'] },
    });
  });

  it('R1: lines that only add a contact person belong to the contact above', async () => {
    const { companyId, api } = await newCompany();
    const file = 'Nr;Naam;Contactpersoon;E-mail contactpersoon\n1;De Kat;Jan;jan@kat.nl\n1;De Kat;Piet;\n';
    expect((await importFile(office, company, file)).counts).toEqual({
      new: 1,
      changed: 0,
      same: 0,
      errors: 0,
    });
    expect((await importFile(office, company, file)).counts).toEqual({
      new: 0,
      changed: 0,
      same: 1,
      errors: 0,
    });
    const contact = await api.contacts.get({ companyId, contactId: (await contactsOf()).items[0]?.id ?? '' });
    expect(contact.persons.map(({ name, email }) => [name, email]).sort()).toEqual([
      ['Jan', 'jan@kat.nl'],
      ['Piet', ''],
    ]);
    const corrected = file.replace('Piet;', 'Piet;piet@kat.nl');
    expect((await importFile(office, company, corrected)).counts.changed).toBe(1);
  });
});

const empty = {
  number: '',
  street: '',
  postcode: '',
  town: '',
  country: '' as const,
  phone: '',
  email: '' as const,
  registrationNo: '',
  vatNo: '',
  types: [],
  priceGroup: '',
  language: '',
};

describe('case 38: spellings of the same file', () => {
  const table = [
    ['Relatienr.', 'Naam', 'Plaats'],
    ['1', 'Café "Zoë"; de Vries', 'Ĳsselstein'],
    ['2', 'Müller & Søn', "'s-Hertogenbosch"],
  ];
  const write = (delimiter: string, lineEnd: string) =>
    table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)).join(lineEnd);
  const spellings = [
    { encoding: 'UTF-8', delimiter: ';', lineEnd: '\r\n', bytes: (text: string) => Buffer.from(text) },
    {
      encoding: 'UTF-8',
      delimiter: ',',
      lineEnd: '\n',
      bytes: (text: string) => Buffer.from(`\ufeff${text}`),
    },
    {
      encoding: 'UTF-16LE',
      delimiter: '\t',
      lineEnd: '\r\n',
      bytes: (text: string) => iconv.encode(text, 'utf16le', { addBOM: true }),
    },
    {
      encoding: 'UTF-16BE',
      delimiter: ';',
      lineEnd: '\n',
      bytes: (text: string) => iconv.encode(text, 'utf16be', { addBOM: true }),
    },
    {
      encoding: 'windows-1252',
      delimiter: '|',
      lineEnd: '\r',
      bytes: (text: string) => iconv.encode(text.replace('Ĳ', 'IJ'), 'windows-1252'),
    },
  ];

  it.each(spellings)(
    'case 38: $encoding, $delimiter, $lineEnd',
    async ({ encoding, delimiter, lineEnd, bytes }) => {
      await newCompany();
      const uploaded = await upload(
        office,
        company,
        bytes(`sep=${delimiter}\r\n`.repeat(0) + write(delimiter, lineEnd)),
      );
      expect(uploaded).toMatchObject({ encoding, delimiter, mapping: ['number', 'name', 'town'] });
      await company.api.contactImports.run({
        companyId: company.companyId,
        importId: uploaded.id,
        mapping: uploaded.mapping,
        onErrors: 'import_none',
      });
      expect((await untilIdle(company, uploaded.id)).counts.new).toBe(2);
      expect((await contactsOf()).items.map((contact) => contact.name)).toEqual([
        'Café "Zoë"; de Vries',
        'Müller & Søn',
      ]);
    },
  );

  it('case 38: takes Excel’s line sep= for what it is, and empty lines for nothing', async () => {
    await newCompany();
    const file = 'sep=,\r\nNumber,Name\r\n,\r\n\r\n1,One\r\n,,\r\n2,Two\r\n';
    expect((await importFile(office, company, file)).counts).toEqual({
      new: 2,
      changed: 0,
      same: 0,
      errors: 0,
    });
  });
});
