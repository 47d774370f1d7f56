import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestOffice, type TestOffice, testPassword } from '../../support/office.ts';
import { refusalOf } from '../../support/refusal.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await startTestOffice();
});
afterAll(() => office.stop());

describe('R16: several company databases in one installation', () => {
  test('an employee makes another one and manages it', async () => {
    const first = await office.createCompany();
    const made = await first.api.companies.create({ kind: 'own', name: 'Tweede BV', language: 'en' });
    const again = await office.signInAs(first.id, first.email);
    expect((await again.api.session.me()).companies).toHaveLength(2);
    expect(await again.api.companies.get({ companyId: made.id })).toMatchObject({
      name: 'Tweede BV',
      language: 'en',
    });
  });

  test('case 33: a change based on an old version is refused with who changed it', async () => {
    const { api, companyId, staff } = await office.createCompany();
    const company = await api.companies.get({ companyId });
    const change = { companyId, name: 'Nieuwe naam BV', language: 'en', nextContactNumber: 20_000 } as const;
    const changed = await api.companies.update({ ...change, version: company.version });
    expect(changed).toMatchObject({
      name: 'Nieuwe naam BV',
      nextContactNumber: 20_000,
      version: company.version + 1,
    });
    const refused = await refusalOf(
      api.companies.update({ ...change, name: 'Anders', version: company.version }),
    );
    expect(refused).toMatchObject({ code: 'stale_revision', status: 409 });
    expect(refused.message).toContain(staff.actor.name);
    expect((await api.companies.get({ companyId })).name).toBe('Nieuwe naam BV');
    const { items } = await api.audit.list({ companyId, search: 'company.changed' });
    expect(items).toMatchObject([
      { before: { nextContactNumber: 10_000 }, after: { name: 'Nieuwe naam BV' } },
    ]);
  });

  test('the start screen of a new company says that nothing waits', async () => {
    const { api, companyId } = await office.createCompany();
    const home = await api.companies.home({ companyId });
    expect(home.counters).toEqual({
      applications: 0,
      unpublishedChanges: 0,
      failedMails: 0,
      waitingMails: 0,
    });
    expect(home.weeks).toHaveLength(12);
    expect(home).toMatchObject({ contacts: 0, websites: 0, waiting: [], mailConfigured: false });
  });
});

describe('employees', () => {
  const person = { name: 'Bas Vermeer', language: 'nl', password: 'vier losse woorden hier' } as const;

  test('an administrator adds one, who signs in with the password that was handed over', async () => {
    const { api, companyId } = await office.createCompany();
    const added = await api.employees.create({ ...person, companyId, email: 'Bas@Example.com' });
    expect(added).toMatchObject({ name: person.name, role: 'administrator', lastSignedInAt: null });
    const me = await office.visitor.session.signIn({ email: 'bas@example.com', password: person.password });
    expect(me.companies.map((company) => company.id)).toEqual([companyId]);
  });

  test('an address that is taken and a weak password are refused', async () => {
    const { api, companyId, email } = await office.createCompany();
    const taken = { ...person, companyId, email: email.toUpperCase() };
    expect(await refusalOf(api.employees.create(taken))).toMatchObject({
      code: 'employee_email_taken',
      status: 409,
      data: { field: 'email' },
    });
    const weak = { ...person, companyId, email: 'nieuw@example.com', password: 'basvermeer' };
    expect(await refusalOf(api.employees.create(weak))).toMatchObject({ code: 'password_weak' });
  });

  test('the last administrator can not be removed, also not by two who remove each other', async () => {
    const { api, companyId, id, email } = await office.createCompany();
    expect(await refusalOf(api.employees.remove({ companyId, employeeId: id }))).toMatchObject({
      code: 'last_administrator',
      status: 409,
    });
    const second = await api.employees.create({ ...person, companyId, email: `tweede.${email}` });
    const other = await office.signInAs(second.id, second.email);
    const outcomes = await Promise.allSettled([
      api.employees.remove({ companyId, employeeId: second.id }),
      other.api.employees.remove({ companyId, employeeId: id }),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    const left = await office.office.db
      .selectFrom('employee_role')
      .select('employee_id')
      .where('company_id', '=', companyId)
      .execute();
    expect(left).toHaveLength(1);
  });

  test('one who is removed is signed out at once', async () => {
    const { api, companyId } = await office.createCompany();
    const added = await api.employees.create({ ...person, companyId, email: 'vertrekt@example.com' });
    const leaving = await office.signInAs(added.id, added.email);
    await api.employees.remove({ companyId, employeeId: added.id });
    expect(await refusalOf(leaving.api.session.me())).toMatchObject({ code: 'not_signed_in' });
    expect(
      await refusalOf(office.visitor.session.signIn({ email: added.email, password: person.password })),
    ).toMatchObject({ code: 'sign_in_refused' });
    expect(testPassword).not.toBe(person.password);
  });
});

describe('the audit log', () => {
  test('is append-only', async () => {
    const { companyId } = await office.createCompany();
    const change = office.office.db.updateTable('audit_event').set({ actor_name: 'iemand anders' });
    await expect(change.where('company_id', '=', companyId).execute()).rejects.toThrow(/append-only/);
  });

  test('an event is there only with the change it tells of', async () => {
    const { api, companyId } = await office.createCompany();
    const count = async () => (await api.audit.list({ companyId, limit: 200 })).items.length;
    const before = await count();
    await refusalOf(
      api.companies.update({ companyId, name: 'X', language: 'nl', nextContactNumber: 1, version: 99 }),
    );
    expect(await count()).toBe(before);
  });

  test('pages and searches, newest first', async () => {
    const { api, companyId } = await office.createCompany();
    for (let number = 1; number <= 5; number += 1) {
      const { version } = await api.companies.get({ companyId });
      await api.companies.update({
        companyId,
        name: `Naam ${number}`,
        language: 'nl',
        nextContactNumber: 1,
        version,
      });
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await api.audit.list({ companyId, limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map((event) => event.subject.name));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen.slice(0, 5)).toEqual(['Naam 5', 'Naam 4', 'Naam 3', 'Naam 2', 'Naam 1']);
    expect((await api.audit.list({ companyId, search: 'naam 3' })).items).toHaveLength(1);
    expect((await api.audit.list({ companyId, search: '100%' })).items).toHaveLength(0);
    expect(await refusalOf(api.audit.list({ companyId, cursor: 'x' }))).toMatchObject({
      code: 'invalid_input',
    });
  });
});
