import { request } from 'node:http';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile, sendFile, untilIdle, upload } from '../../support/contact-files.ts';
import { startTestOffice, type TestCompany, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let company: TestCompany;
beforeAll(async () => {
  office = await startTestOffice();
});
afterAll(() => office.stop());
const newCompany = async () => {
  company = await office.createCompany();
  return company;
};
const names = async () =>
  (await company.api.contacts.list({ companyId: company.companyId })).items.map((contact) => contact.name);

const bad = [
  'Nr;Naam;E-mail;Telefoon;Klant;Land;Status;Taal',
  '1;De Kat;info@kat.nl;076-1234567;J;Nederland;Actief;nl',
  '2;;x@y.nl;;J;;;',
  '3;De Hond;geen adres;;J;;;',
  '1,23E+07;De Muis;;;J;;;',
  '5;De Vis;;1,2E+08;J;;;',
  '1;De Tweede Kat;;;J;;;',
  '7;De Koe;;;misschien;;;',
  '8;De Ezel;;;J;Verweggistan;;',
  '9;De Geit;;;J;;half;',
  '10;De Bok;;;J;;;Klingon',
  '11;Te kort;x@y.nl',
  '12;Te lang;;;J;;;;teveel',
  `13;${'x'.repeat(201)};;;J;;;`,
  '14;"De Open;;;J;;;',
  '15;De Laatste;;;J;;;',
].join('\r\n');

const expected = [
  { line: 3, field: 'name', reason: 'required' },
  { line: 4, field: 'email', value: 'geen adres', reason: 'email' },
  { line: 5, field: 'number', value: '1,23E+07', reason: 'excel_number' },
  { line: 6, field: 'phone', reason: 'excel_number' },
  { line: 7, field: 'number', value: '1', reason: 'duplicate_number' },
  { line: 8, field: 'isCustomer', value: 'misschien', reason: 'yes_no' },
  { line: 9, field: 'country', value: 'Verweggistan', reason: 'country' },
  { line: 10, field: 'status', value: 'half', reason: 'status' },
  { line: 11, field: 'language', value: 'Klingon', reason: 'language' },
  { line: 12, field: null, reason: 'too_few_cells' },
  { line: 13, field: null, value: 'teveel', reason: 'too_many_cells' },
  { line: 14, field: 'name', reason: 'too_long' },
  { line: 15, field: null, reason: 'quote' },
];

describe('case 38: lines that can not be taken', () => {
  it('case 38: tells each by line, field and reason, and imports the good ones where that was chosen', async () => {
    const { companyId, api } = await newCompany();
    const uploaded = await upload(office, company, bad);
    await api.contactImports.check({ companyId, importId: uploaded.id, mapping: uploaded.mapping });
    const checked = await untilIdle(company, uploaded.id);
    expect(checked.errors).toMatchObject(expected);
    expect(checked.counts).toEqual({ new: 2, changed: 0, same: 0, errors: expected.length });
    await api.contactImports.run({
      companyId,
      importId: uploaded.id,
      mapping: uploaded.mapping,
      onErrors: 'skip_lines',
    });
    expect((await untilIdle(company, uploaded.id)).counts.new).toBe(2);
    expect(await names()).toEqual(['De Kat', 'De Laatste']);
  });

  it('case 38: imports nothing where one line is bad and that was chosen; then the others can still be taken', async () => {
    const { companyId, api } = await newCompany();
    const done = await importFile(office, company, bad, 'import_none');
    expect(done).toMatchObject({
      state: 'done',
      counts: { new: 0, changed: 0, same: 0, errors: expected.length },
    });
    expect(await names()).toEqual([]);
    await api.contactImports.run({
      companyId,
      importId: done.id,
      mapping: done.mapping,
      onErrors: 'skip_lines',
    });
    expect((await untilIdle(company, done.id)).counts.new).toBe(2);
  });

  it('case 38: counts all errors and keeps the first thousand', async () => {
    await newCompany();
    const done = await importFile(office, company, `Nr;Naam\n${'1;\n'.repeat(1500)}2;Goed\n`);
    expect(done.counts).toEqual({ new: 1, changed: 0, same: 0, errors: 1500 });
    expect(done.errors).toHaveLength(1000);
  });

  it('case 38: refuses a mapping without a name or with a field twice', async () => {
    const { companyId, api } = await newCompany();
    const { id } = await upload(office, company, 'a;b\n1;2\n');
    const run = (mapping: ('name' | 'number' | null)[]) =>
      api.contactImports.run({ companyId, importId: id, mapping, onErrors: 'skip_lines' });
    await expect(run([null, 'number'])).rejects.toMatchObject({ code: 'import_mapping_incomplete' });
    await expect(run(['name', 'name'])).rejects.toMatchObject({ code: 'import_mapping_invalid' });
    await expect(run(['name'])).rejects.toMatchObject({ code: 'import_mapping_invalid' });
    await expect(run(['name', 'number'])).resolves.toMatchObject({ state: 'importing' });
    await expect(untilIdle(company, id)).resolves.toMatchObject({ state: 'done' });
    await expect(run(['name', 'number'])).rejects.toMatchObject({ code: 'import_finished' });
  });
});

/** A ZIP as Excel writes it: one entry is enough to tell. */
function zip(name: string): Buffer {
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 'latin1');
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), deflateRawSync(Buffer.from('<workbook/>'.repeat(100)))]);
}

describe('case 40: uploads that are not what they say', () => {
  const uploads: [what: string, body: Buffer | string, code: string, says: RegExp][] = [
    ['an Excel file', zip('xl/workbook.xml'), 'import_file_not_csv', /Excel \(\.xlsx\)/],
    ['a ZIP', zip('relaties.csv'), 'import_file_not_csv', /ZIP/],
    ['an old Excel file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'import_file_not_csv', /\.xls/],
    ['a PDF', '%PDF-1.7\n%âãÏÓ', 'import_file_not_csv', /PDF/],
    ['a web page', '<!DOCTYPE html><html><body>Sessie verlopen</body></html>', 'import_file_not_csv', /HTML/],
    ['JSON', '[{"naam": "De Kat"}]', 'import_file_not_csv', /JSON/],
    [
      'a program',
      Buffer.from(Array.from({ length: 500 }, (_, index) => index % 32)),
      'import_file_not_csv',
      /./,
    ],
    ['nothing', '', 'import_file_empty', /empty/],
    ['empty lines', '\r\n\r\n', 'import_file_empty', /empty/],
    ['only headers', 'Nr;Naam\r\n', 'import_file_only_header', /headers/],
  ];

  it.each(uploads)('case 40: refuses %s kindly and keeps nothing', async (_, body, code, says) => {
    const { companyId, api } = await newCompany();
    const { status, answer } = await sendFile(office, company, 'relaties.csv', body);
    expect(status).toBe(400);
    expect(answer).toMatchObject({ code, message: expect.stringMatching(says) });
    expect(await api.contactImports.list({ companyId })).toEqual([]);
    expect(
      await office.office.db
        .selectFrom('contact_import_chunk')
        .selectAll()
        .where('company_id', '=', companyId)
        .execute(),
    ).toEqual([]);
  });

  it('case 40: says in Dutch what is wrong to whoever works in Dutch', async () => {
    const { id, headers } = await newCompany();
    await office.office.db.updateTable('employee').set({ language: 'nl' }).where('id', '=', id).execute();
    const dutch = { ...company, headers: { ...headers, 'accept-language': 'nl' } };
    const { answer } = await sendFile(office, dutch, 'relaties.xlsx', zip('xl/workbook.xml'));
    expect(answer).toMatchObject({ message: expect.stringMatching(/geen CSV-bestand maar Excel/) });
  });

  it('case 38: a file that is cut off on its way leaves nothing behind', async () => {
    const { companyId, headers } = await newCompany();
    await new Promise<void>((resolve) => {
      const upload = request(`${office.url}/api/companies/${companyId}/contact-imports/file?name=x.csv`, {
        method: 'POST',
        headers: { ...headers, 'content-length': '5000000' },
      });
      upload.on('error', () => resolve());
      upload.write(`Nr;Naam\n${'1;De Kat\n'.repeat(200_000)}`, () => setTimeout(() => upload.destroy(), 300));
    });
    const left = () =>
      office.office.db.selectFrom('contact_import').selectAll().where('company_id', '=', companyId).execute();
    await expect.poll(left, { timeout: 5000 }).toEqual([]);
  });
});

describe('I8: the import of another company', () => {
  it('I8: can be neither filled, seen nor run', async () => {
    const other = await office.createCompany();
    await newCompany();
    const { id, mapping } = await upload(office, company, 'Nr;Naam\n1;De Kat\n');
    const { companyId } = company;
    const stranger = { ...other, companyId };
    expect((await sendFile(office, stranger, 'x.csv', 'Nr;Naam\n1;x\n')).status).toBe(404);
    const input = { companyId: other.companyId, importId: id, mapping, onErrors: 'skip_lines' as const };
    await expect(other.api.contactImports.get(input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(other.api.contactImports.run(input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(other.api.contactImports.run({ ...input, companyId })).rejects.toMatchObject({
      code: 'not_found',
    });
    const { 'x-gatehouse-csrf': _, ...foreign } = company.headers;
    expect((await sendFile(office, { ...company, headers: foreign }, 'x.csv', 'Nr;Naam\n1;x\n')).status).toBe(
      403,
    );
  });
});
