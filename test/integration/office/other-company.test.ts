import { isContractProcedure } from '@orpc/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { officeApi } from '../../../src/contract/office-api.ts';
import { createSampleCompany } from '../../../src/office/sample/create-sample-company.ts';
import { startTestGatehouse, type TestGatehouse } from '../../support/gatehouse.ts';
import type { TestCompany, TestEmployee } from '../../support/office.ts';
import { type KnownValues, sampleInput } from '../../support/sample-input.ts';

interface Procedure {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly input: z.core.$ZodType;
}

/** Every procedure of the contract that is about a company. */
const procedures: Procedure[] = Object.entries(officeApi).flatMap(([group, contract]) =>
  Object.entries(contract).flatMap(([verb, procedure]) => {
    if (!isContractProcedure(procedure)) throw new TypeError(`${group}.${verb} is no procedure`);
    const { route, inputSchema } = procedure['~orpc'];
    if (!route.path?.includes('{companyId}')) return [];
    if (!(inputSchema instanceof z.ZodType)) throw new TypeError(`${group}.${verb} takes no input`);
    return [
      { name: `${group}.${verb}`, method: route.method ?? 'POST', path: route.path, input: inputSchema },
    ];
  }),
);

let gatehouse: TestGatehouse;
let own: TestCompany;
let otherCompanyId: string;
let ids: KnownValues;

beforeAll(async () => {
  gatehouse = await startTestGatehouse();
  own = await gatehouse.createCompany({ name: 'Bedrijf A' });
  const other = await gatehouse.createCompany({ name: 'Bedrijf B' });
  const sample = await createSampleCompany(gatehouse.office, { id: other.id, name: 'B' });
  otherCompanyId = sample.companyId;
  ids = await idsOf(gatehouse, otherCompanyId, other);
});
afterAll(() => gatehouse.stop());

/** Ids of real records of a company, by the names that the contract's fields have. */
async function idsOf(
  { office }: TestGatehouse,
  companyId: string,
  employee: TestEmployee,
): Promise<KnownValues> {
  const idFrom = async (table: string): Promise<string | undefined> => {
    const rows = await sql<{ id: string }>`
      SELECT id FROM ${sql.table(table)} WHERE company_id = ${companyId} ORDER BY id LIMIT 1`.execute(
      office.db,
    );
    return rows.rows[0]?.id;
  };
  const missing = '01890000-0000-7000-8000-000000000000';
  const [contactId, personId, websiteId, accountId, applicationId, publicationId] = await Promise.all(
    ['contact', 'contact_person', 'website', 'account', 'application', 'publication'].map(idFrom),
  );
  for (const id of [contactId, personId, websiteId, accountId, applicationId, publicationId]) {
    if (id === undefined) throw new Error('the sample company lacks a record that this test needs');
  }
  return {
    contactId,
    doubleId: personId,
    doubleVersion: 1,
    personId,
    websiteId,
    accountId,
    applicationId,
    publicationId,
    mailId: (await idFrom('mail')) ?? missing,
    importId: (await idFrom('contact_import')) ?? missing,
    employeeId: employee.id,
    websiteIds: [websiteId],
    accounts: [{ id: accountId, version: 1 }],
    decision: { decision: 'approve', contact: { kind: 'existing', contactId }, overwrite: [], reason: '' },
  };
}

const values: KnownValues = {
  version: 1,
  email: 'iemand@example.com',
  senderEmail: '',
  copyTo: '',
  country: '',
  hosts: ['a.localhost'],
  publicUrl: 'http://a.localhost',
  origin: { kind: 'forward_auth' },
  paths: [],
  sessionIdleMinutes: 60,
  sessionHours: 10,
  validFrom: null,
  validUntil: null,
  mapping: [],
  password: 'vier losse woorden hier',
  nextContactNumber: 1,
};

/** Calls a procedure by its route, as anybody with a browser could. */
async function call(procedure: Procedure, known: KnownValues, headers: Readonly<Record<string, string>>) {
  const input = z
    .record(z.string(), z.unknown())
    .parse(sampleInput(procedure.input, { ...values, ...known }));
  const inPath = new Set([...procedure.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name));
  const path = procedure.path.replace(/\{(\w+)\}/g, (_, name: string) => String(input[name]));
  const rest = Object.entries(input).filter(([name]) => !inPath.has(name));
  const query = new URLSearchParams();
  for (const [name, value] of rest) {
    if (typeof value === 'string' || typeof value === 'number') query.set(name, String(value));
  }
  const isGet = procedure.method === 'GET';
  const response = await fetch(`${gatehouse.url}/api${path}${isGet ? `?${query}` : ''}`, {
    method: procedure.method,
    headers: { ...headers, ...(isGet ? {} : { 'content-type': 'application/json' }) },
    ...(isGet ? {} : { body: JSON.stringify(Object.fromEntries(rest)) }),
  });
  return { status: response.status, text: await response.text() };
}

/** Everything that is stored of a company, to see whether anything changed. */
async function everythingOf(companyId: string): Promise<string> {
  const tables = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'office' AND column_name = 'company_id' ORDER BY 1`.execute(gatehouse.office.db);
  const rows = await Promise.all(
    tables.rows.map(({ name }) =>
      sql<{ rows: string }>`SELECT ${name} || coalesce(json_agg(t ORDER BY t::text)::text, '') AS rows
        FROM ${sql.table(name)} t WHERE company_id = ${companyId}`.execute(gatehouse.office.db),
    ),
  );
  return rows.map((result) => result.rows[0]?.rows ?? '').join('\n');
}

describe('I8: a user of company A', () => {
  test('is told of every route of company B that there is nothing', async () => {
    expect(procedures.length).toBeGreaterThan(50);
    const before = await everythingOf(otherCompanyId);
    for (const procedure of procedures) {
      const answer = await call(procedure, { ...ids, companyId: otherCompanyId }, own.headers);
      expect({ name: procedure.name, status: answer.status }).toEqual({ name: procedure.name, status: 404 });
      expect(JSON.parse(answer.text)).toMatchObject({ code: 'not_found' });
    }
    expect(await everythingOf(otherCompanyId)).toBe(before);
  });

  test('gets nothing of B by putting B’s ids into routes of A, and changes nothing there', async () => {
    const before = await everythingOf(otherCompanyId);
    const { rows: contacts } = await sql<{ name: string; email: string }>`
      SELECT name, email FROM contact WHERE company_id = ${otherCompanyId}`.execute(gatehouse.office.db);
    const foreign = ['Partnerweb', ...contacts.flatMap(({ name, email }) => [name, email])];
    for (const procedure of procedures) {
      const answer = await call(procedure, { ...ids, companyId: own.companyId }, own.headers);
      const usesId = /\{(?!companyId|event|language)\w+\}/.test(procedure.path);
      const refused = usesId && procedure.method !== 'GET' ? [404] : [404, 200, 400, 402, 409, 422];
      if (!refused.includes(answer.status)) expect(`${procedure.name} answers ${answer.status}`).toBe('404');
      if (answer.status !== 200) continue;
      for (const word of foreign) expect(`${procedure.name}: ${answer.text}`).not.toContain(word);
    }
    expect(await everythingOf(otherCompanyId)).toBe(before);
  });

  test('gets nothing from the routes that are not of the contract', async () => {
    const live = await fetch(`${gatehouse.url}/api/companies/${otherCompanyId}/live`, {
      headers: own.headers,
    });
    expect(live.status).toBe(404);
    const upload = await fetch(
      `${gatehouse.url}/api/companies/${otherCompanyId}/contact-imports/file?name=a.csv`,
      {
        method: 'POST',
        headers: { ...own.headers, 'content-type': 'application/octet-stream' },
        body: 'Naam\nX\n',
      },
    );
    expect(upload.status).toBe(404);
  });
});

test('I8: whoever is not signed in is told so by every route of a company, and learns nothing', async () => {
  const headers = { 'x-gatehouse-csrf': '1' };
  for (const procedure of procedures) {
    const answer = await call(procedure, { ...ids, companyId: otherCompanyId }, headers);
    expect({ name: procedure.name, status: answer.status }).toEqual({ name: procedure.name, status: 401 });
  }
});
