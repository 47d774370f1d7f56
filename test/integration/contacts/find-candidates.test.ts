import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContacts } from '../../../src/cli/read-contacts.ts';
import { readRegistrations } from '../../../src/cli/read-registrations.ts';
import { match } from '../../../src/core/matching/match.ts';
import { MemoryIndex } from '../../../src/core/matching/memory-index.ts';
import type { MatchContact, MatchRegistration } from '../../../src/core/matching/types.ts';
import { newId } from '../../../src/core/uuid.ts';
import { openDatabase } from '../../../src/database/connect.ts';
import type { OfficeTables } from '../../../src/database/office-tables.ts';
import { withTransaction } from '../../../src/database/transaction.ts';
import { indexContacts } from '../../../src/office/contacts/index-contacts.ts';
import {
  findCandidates,
  findCandidatesOfMany,
} from '../../../src/office/contacts/match-keys/find-candidates.ts';
import { recountPopularKeys } from '../../../src/office/contacts/match-keys/recount-popular-keys.ts';
import type { OfficeDatabase } from '../../../src/office/context.ts';
import { createTestDatabase } from '../../support/database.ts';

const fixture = join(import.meta.dirname, '../../fixtures/matching');
let db: OfficeDatabase;
let close: () => Promise<void>;
let contacts: readonly MatchContact[];
const registrations: MatchRegistration[] = [];
const companyId = newId();
const otherCompany = newId();

beforeAll(async () => {
  const database = await createTestDatabase();
  const opened = await openDatabase<OfficeTables>(database.officeUrl, 'office');
  db = opened.kysely;
  close = async () => {
    await opened.close();
    await database.drop();
  };
  const file = await readContacts(join(fixture, 'contacts.csv'));
  contacts = file.contacts.map((contact) => ({ ...contact, id: newId() }));
  for await (const { registration } of readRegistrations(join(fixture, 'registrations.ndjson'))) {
    registrations.push(registration);
  }
  for (const id of [companyId, otherCompany]) {
    await db
      .insertInto('company')
      .values({ id, name: 'x', language: 'nl', code: id.slice(-9) })
      .execute();
  }
  await insertContacts(companyId, contacts);
});
afterAll(() => close());

async function insertContacts(company: string, register: readonly MatchContact[]): Promise<void> {
  await withTransaction({ kysely: db }, async (trx) => {
    for (const contact of register) {
      await trx
        .insertInto('contact')
        .values({
          company_id: company,
          id: contact.id,
          number: contact.number,
          name: contact.name,
          street: contact.street ?? '',
          postcode: contact.postcode ?? '',
          town: contact.town ?? '',
          country: contact.country ?? '',
          phone: contact.phone ?? '',
          email: contact.email ?? '',
          registration_no: contact.registrationNo ?? '',
          vat_no: contact.vatNo ?? '',
        })
        .execute();
      for (const person of contact.persons) {
        await trx
          .insertInto('contact_person')
          .values({
            company_id: company,
            id: newId(),
            contact_id: contact.id,
            name: person.name,
            email: person.email ?? '',
          })
          .execute();
      }
    }
    await indexContacts(
      trx,
      company,
      register.map((contact) => contact.id),
    );
  });
}

async function verdicts(): Promise<unknown[]> {
  const results: unknown[] = [];
  let index = 0;
  for await (const { candidates, statistics } of findCandidatesOfMany(db, companyId, registrations)) {
    const registration = registrations[index++];
    if (registration !== undefined) results.push(toComparable(match(registration, candidates, statistics)));
  }
  return results;
}

function toComparable(result: ReturnType<typeof match>) {
  return {
    verdict: result.verdict,
    proven: result.proven,
    contact: result.contact?.number ?? null,
    candidates: result.candidates.map(({ contact, score, reasons }) => ({
      number: contact.number,
      score,
      reasons,
    })),
  };
}

describe('finding whose application it is, in the database', () => {
  it('R10: gives the very verdicts, scores and reasons that matching in memory gives', async () => {
    const memory = new MemoryIndex(contacts);
    const expected = registrations.map((one) => toComparable(match(one, memory.candidates(one), memory)));
    expect(await verdicts()).toEqual(expected);
    expect(new Set(expected.map((one) => one.verdict))).toEqual(new Set(['existing', 'verify', 'new']));
  });

  it('R10: gives the same for one application as for many', async () => {
    const memory = new MemoryIndex(contacts);
    for (const one of registrations.slice(0, 25)) {
      const { candidates, statistics } = await findCandidates(db, companyId, one);
      expect(toComparable(match(one, candidates, statistics))).toEqual(
        toComparable(match(one, memory.candidates(one), memory)),
      );
    }
  });

  it('R10: gives the same after popular keys were counted beforehand', async () => {
    const before = await verdicts();
    await recountPopularKeys(db, companyId, { popular: 5 });
    expect(await verdicts()).toEqual(before);
  });

  it('I8: finds no contact of another company', async () => {
    for (const one of registrations.slice(0, 25)) {
      expect((await findCandidates(db, otherCompany, one)).candidates).toEqual([]);
    }
  });

  it('R10: refuses to judge while contacts of an import can not be found yet', async () => {
    const [first] = contacts;
    const [registration] = registrations;
    if (first === undefined || registration === undefined) throw new Error('empty fixture');
    await db
      .insertInto('contact_unindexed')
      .values({ company_id: companyId, contact_id: first.id })
      .execute();
    await expect(findCandidates(db, companyId, registration)).rejects.toMatchObject({
      code: 'contacts_being_indexed',
    });
    await db.deleteFrom('contact_unindexed').execute();
  });
});
