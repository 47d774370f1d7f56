import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile } from '../../support/contact-files.ts';
import { startTestOffice, type TestCompany, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let company: TestCompany;
let companyId: string;
beforeAll(async () => {
  office = await startTestOffice();
  company = await office.createCompany();
  companyId = company.companyId;
  const rows = [
    'Nr;Naam;Plaats;Telefoon;E-mail;Contactpersoon;Klant;Leverancier;Status',
    '9;Jansen Bouw BV;Breda;+31 76 2373299;info@jansenbouw.nl;Loïs Yılmaz;J;N;Actief',
    '10;Bouwbedrijf Jansen;Utrecht;030-1234567;verkoop@bj.nl;;N;J;Actief',
    "100;Café Zoë;'s-Hertogenbosch;;zoe@cafe.nl;;J;J;Actief",
    '1000;De Haan 100% Wijn;Breda;;;;J;N;Actief',
    '101;Oud en Weg;Breda;;;;J;N;Inactief',
    ...Array.from(
      { length: 120 },
      (_, index) => `${2000 + index};Groep ${String(index % 60).padStart(2, '0')};Zwolle;;;;J;N;Actief`,
    ),
  ];
  await importFile(office, company, rows.join('\n'));
});
afterAll(() => office.stop());

type Query = Omit<Parameters<TestCompany['api']['contacts']['list']>[0], 'companyId'>;
const list = (query: Query) => company.api.contacts.list({ companyId, ...query });
const numbers = async (search: string, query: Query = {}) =>
  (await list({ search, ...query })).items.map((item) => item.number);

describe('R1: finding a contact', () => {
  const searches: [search: string, found: string[]][] = [
    ['9', ['9']],
    ['jansen', ['9', '10']],
    ['JANSEN bouw', ['9', '10']],
    ['jansen utrecht', ['10']],
    ['info@jansenbouw', ['9']],
    ['076-2373299', ['9']],
    ['0031 76 237 32 99', ['9']],
    ['0762373', ['9']],
    ['hertogenbosch', ['100']],
    ['cafe zoe', ['100']],
    ['lois yilmaz', ['9']],
    ['100%', ['1000']],
    ['ha', ['1000']],
    ['zoë@cafe', ['100']],
    ['niemand hier', []],
  ];
  it.each(searches)('R1: %s', async (search, found) => {
    expect((await numbers(search)).slice(0, Math.max(found.length, 1))).toEqual(found);
  });

  it('R1: puts the number that was typed first, then names that begin so', async () => {
    expect((await numbers('100'))[0]).toBe('100');
    expect(await numbers('bouw')).toEqual(['10', '9']);
  });

  it('R1: finds mistyped words where nothing has them as typed', async () => {
    expect(await numbers('jansne')).toEqual(expect.arrayContaining(['9', '10']));
    expect(await numbers('utrehct jansen')).toEqual(['10']);
  });

  it('R1: shows active contacts unless asked for others', async () => {
    expect(await numbers('oud')).toEqual([]);
    expect(await numbers('oud', { active: 'inactive' })).toEqual(['101']);
    expect(await numbers('oud', { active: 'all' })).toEqual(['101']);
  });

  it('R1: narrows down by kind, with and without words', async () => {
    expect(await numbers('bouw', { type: 'supplier' })).toEqual(['10']);
    expect((await list({ type: 'supplier' })).items.map((item) => item.number)).toEqual(['10', '100']);
  });

  it('I8: finds nothing of another company', async () => {
    const other = await office.createCompany();
    expect((await other.api.contacts.list({ companyId: other.companyId, search: 'jansen' })).total).toBe(0);
  });

  it('refuses a cursor that is none of ours', async () => {
    for (const cursor of [
      'x',
      Buffer.from('[0,"a","b"]').toString('base64url'),
      Buffer.from('[1').toString('base64url'),
    ]) {
      await expect(list({ cursor })).rejects.toMatchObject({ code: 'invalid_input' });
    }
  });
});

describe('R1: a long list page by page', () => {
  const orders: Query[] = [
    {},
    { sort: 'name' },
    { sort: 'name', descending: true },
    { sort: 'number' },
    { sort: 'number', descending: true },
    { sort: 'town' },
    { sort: 'town', descending: true },
    { search: 'groep' },
    { search: 'groep', sort: 'number', descending: true },
    { search: 'zwolle', sort: 'town' },
    { search: 'gr' },
    { type: 'customer' },
  ];
  it.each(orders)('R1: every contact once and in order: %o', async (query) => {
    const whole = await list({ ...query, limit: 200 });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ ...query, limit: 7, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(whole.items.map((item) => item.id));
    expect(new Set(seen).size).toBe(seen.length);
    expect(whole.total).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(100);
  });

  it('R1: sorts numbers as numbers', async () => {
    const { items } = await list({ sort: 'number', limit: 4 });
    expect(items.map((item) => item.number)).toEqual(['9', '10', '100', '1000']);
    const last = await list({ sort: 'number', descending: true, limit: 1 });
    expect(last.items[0]?.number).toBe('2119');
  });
});
