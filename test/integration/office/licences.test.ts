import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signLicence } from '../../../src/office/licences/licence-token.ts';
import { requireLicence } from '../../../src/office/licences/require-licence.ts';
import { startTestGatehouse, type TestGatehouse } from '../../support/gatehouse.ts';
import { createTestClock, type TestClock } from '../../support/link.ts';
import { startTestOffice, type TestCompany } from '../../support/office.ts';
import { refusalOf } from '../../support/refusal.ts';

const day = 86_400_000;
let clock: TestClock;
let gatehouse: TestGatehouse;
beforeAll(async () => {
  clock = createTestClock(new Date('2026-03-01T12:00:00Z'));
  gatehouse = await startTestGatehouse({ clock });
});
afterAll(() => gatehouse.stop());

function issue(company: TestCompany, validUntil: Date | null): Promise<string> {
  const claims = {
    companyId: company.companyId,
    companyCode: 'ABCD-1234',
    holder: 'De Linde BV',
    validUntil,
  };
  return signLicence(gatehouse.office.config, clock, claims);
}

describe('R17: a licence is bound to a company database', () => {
  test('without one staff see how to get one, and the additional product is locked', async () => {
    const company = await gatehouse.createCompany({ licensed: false });
    const state = await company.api.licences.get({ companyId: company.companyId });
    expect(state).toMatchObject({
      state: 'none',
      validUntil: null,
      companyCode: expect.stringMatching(/^[\dA-Z]{4}-[\dA-Z]{4}$/),
    });
    expect((await company.api.session.me()).companies).toMatchObject([{ licensed: false }]);
    expect(await refusalOf(gatehouse.createWebsite(company))).toMatchObject({
      code: 'licence_missing',
      status: 402,
    });
  });

  test('one that is entered unlocks it, stands in the audit log and reaches every website with its settings', async () => {
    const company = await gatehouse.createCompany();
    const website = await gatehouse.createWebsite(company);
    const settingsRevision = () =>
      gatehouse.office.db
        .selectFrom('website')
        .select('settings_revision')
        .where('id', '=', website.id)
        .executeTakeFirstOrThrow();
    const before = await settingsRevision();
    const validUntil = new Date('2026-12-31T00:00:00Z');
    const licence = await issue(company, validUntil);
    const wrapped = licence.replace(/(.{60})/g, '$1\n  ');
    const state = await company.api.licences.enter({ companyId: company.companyId, licence: wrapped });
    expect(state).toMatchObject({
      state: 'valid',
      holder: 'De Linde BV',
      validUntil: validUntil.toISOString(),
    });
    expect((await settingsRevision()).settings_revision).toBe(before.settings_revision + 1);
    const { items } = await company.api.audit.list({ companyId: company.companyId, search: 'licence' });
    expect(items[0]).toMatchObject({
      action: 'licence.entered',
      after: { validUntil: validUntil.toISOString() },
    });
    expect(JSON.stringify(items)).not.toContain(licence);
  });
});

describe('case 42: a licence that is not right is refused with the reason, and the present one stays', () => {
  test('one of another company', async () => {
    const [own, other] = [await gatehouse.createCompany(), await gatehouse.createCompany()];
    const licence = await issue(other, null);
    const refused = await refusalOf(own.api.licences.enter({ companyId: own.companyId, licence }));
    expect(refused).toMatchObject({ code: 'licence_other_company', status: 422, data: { field: 'licence' } });
    expect(refused.message).toContain('De Linde BV');
    expect((await own.api.licences.get({ companyId: own.companyId })).state).toBe('valid');
  });

  test('an expired one, with the day on which it ended', async () => {
    const company = await gatehouse.createCompany({ licensed: false });
    const licence = await issue(company, new Date('2026-02-28T00:00:00Z'));
    const refused = await refusalOf(company.api.licences.enter({ companyId: company.companyId, licence }));
    expect(refused).toMatchObject({ code: 'licence_expired', status: 422 });
    expect(refused.message).toContain('2026-02-28');
  });

  test('an altered one, one of another key, one without a signature, and what is none', async () => {
    const company = await gatehouse.createCompany({ licensed: false });
    const { companyId } = company;
    const [head = '', body = '', signature = ''] = (await issue(company, null)).split('.');
    const claims: object = JSON.parse(Buffer.from(body, 'base64url').toString());
    const longer = Buffer.from(JSON.stringify({ ...claims, holder: 'Iemand anders' })).toString('base64url');
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const foreign = await new SignJWT({ ...claims }).setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey);
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
    for (const licence of [
      `${head}.${longer}.${signature}`,
      `${head}.${body}.${signature.slice(0, -4)}`,
      foreign,
      none,
      'licentie',
    ]) {
      const refused = await refusalOf(company.api.licences.enter({ companyId, licence }));
      expect(refused).toMatchObject({ code: 'licence_altered', status: 422, data: { field: 'licence' } });
    }
    expect((await company.api.licences.get({ companyId })).state).toBe('none');
  });
});

test('case 41: after its end staff are warned and go on for 30 days, then the product is locked', async () => {
  const company = await gatehouse.createCompany({ licensed: false });
  const { companyId } = company;
  const end = new Date(clock.now().getTime() + 10 * day);
  await company.api.licences.enter({ companyId, licence: await issue(company, end) });
  const graceUntil = new Date(end.getTime() + 30 * day).toISOString();
  clock.move(11 * day);
  const again = await gatehouse.signInAs(company.id, company.email);
  expect(await again.api.licences.get({ companyId })).toMatchObject({ state: 'grace', graceUntil });
  expect((await again.api.companies.home({ companyId })).licence.state).toBe('grace');
  await expect(requireLicence(gatehouse.office.db, companyId, clock)).resolves.toEqual(end);
  clock.move(30 * day);
  const later = await gatehouse.signInAs(company.id, company.email);
  expect((await later.api.licences.get({ companyId })).state).toBe('ended');
  expect(await refusalOf(gatehouse.createWebsite({ ...company, ...later }))).toMatchObject({
    code: 'licence_missing',
  });
});

test('R17: LICENCE_PUBLIC_KEY is the key that counts where it is set', async () => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const environment = { LICENCE_PUBLIC_KEY: JSON.stringify(await exportJWK(publicKey)) };
  const office = await startTestOffice({ environment });
  const { api, companyId } = await office.createCompany({ licensed: false });
  const own = await signLicence(office.config, office.office.clock, {
    companyId,
    companyCode: '',
    holder: 'x',
    validUntil: null,
  });
  expect(await refusalOf(api.licences.enter({ companyId, licence: own }))).toMatchObject({
    code: 'licence_altered',
  });
  const licence = await new SignJWT({ code: '', holder: 'De Linde BV', validUntil: null })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer('gatehouse')
    .setAudience('gatehouse-licence')
    .setSubject(companyId)
    .sign(privateKey);
  expect(await api.licences.enter({ companyId, licence })).toMatchObject({ state: 'valid' });
  await office.stop();
});
