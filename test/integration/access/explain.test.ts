import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Website } from '../../../src/contract/websites.ts';
import { accessRules } from '../../../src/core/access.ts';
import { explainVisitAtGate } from '../../../src/gate/explain/explain-visit-at-gate.ts';
import { createAccount } from '../../../src/office/accounts/create-account.ts';
import { explainAccess } from '../../../src/office/accounts/explain-access.ts';
import { explainOnWebsite } from '../../../src/office/accounts/explain-on-website.ts';
import { updateAccount } from '../../../src/office/accounts/update-account.ts';
import { retrieveWebsiteData } from '../../../src/office/applications/retrieve-website-data.ts';
import type { Staff } from '../../../src/office/context.ts';
import { accountInput, createTestAccess, type TestAccess } from '../../support/access.ts';
import { errorOf } from '../../support/app-error.ts';

let access: TestAccess;
let staff: Staff;
let website: Website;
let contactId: string;

beforeAll(async () => {
  access = await createTestAccess();
  staff = await access.createStaff();
  website = await access.createWebsite(staff, {
    name: 'Partnerweb',
    protection: 'part',
    paths: ['/prijzen'],
  });
  contactId = await access.createContact(staff, { name: 'Bakkerij Anna' });
});
afterAll(() => access?.close());

const give = (values: Parameters<typeof accountInput>[1]) =>
  createAccount(access.office, staff, { contactId, account: accountInput(website.id, values) });
const onWebsite = (email: string, url?: string) =>
  explainOnWebsite(access.office, staff, { websiteId: website.id, email, url });
const findings = (steps: readonly { finding: string }[]) => steps.map(({ finding }) => finding);

describe('why somebody gets in or not, on the account', () => {
  it('R5: tells what the office has now, and beside it what the website has', async () => {
    const account = await give({ email: 'anna@example.nl', status: 'approved' });
    const before = await explainAccess(access.office, staff, account.id);
    expect(before).toMatchObject({ allowed: true, published: null });
    expect(findings(before.steps)).toContain('closed_parts');
    await access.publish(staff, website.id);
    const { version } = account;
    await updateAccount(access.office, staff, {
      accountId: account.id,
      version,
      account: accountInput(website.id, { email: 'anna@example.nl', status: 'declined' }),
    });
    expect(await explainAccess(access.office, staff, account.id)).toMatchObject({
      allowed: false,
      failed: 'status_approved',
      published: { allowed: true, failed: null },
    });
  });

  it('R12: asks about one page: closed, open, of another host', async () => {
    const { id } = await give({ email: 'ben@example.nl', status: 'pending' });
    const ask = (url: string) => explainAccess(access.office, staff, id, url);
    const host = website.hosts[0] ?? '';
    expect(await ask(`https://${host}/prijzen/netto`)).toMatchObject({
      allowed: false,
      failed: 'status_approved',
    });
    expect(await ask('/over')).toMatchObject({ allowed: true, open: true, identified: false });
    expect(findings((await ask('/prijzen')).steps)).toContain('closed_prefix');
    expect(await errorOf(ask('https://elders.nl/'))).toMatchObject({
      code: 'page_of_other_website',
      field: 'url',
    });
    expect(await errorOf(ask('geen adres'))).toMatchObject({ code: 'page_address_unusable', field: 'url' });
  });

  it('says that the website asks for a second factor', async () => {
    const { signIn } = website;
    const strict = await access.createWebsite(staff, { signIn: { ...signIn, secondFactor: 'required' } });
    const account = await createAccount(access.office, staff, {
      contactId,
      account: accountInput(strict.id, { email: 'cor@example.nl' }),
    });
    const answer = await explainAccess(access.office, staff, account.id);
    expect(answer.allowed).toBe(true);
    expect(findings(answer.steps)).toContain('second_factor_asked');
    expect(findings(answer.steps).at(-1)).toBe('signed_in_never');
  });
});

describe('whether somebody gets in, on the website', () => {
  it('case 11: finds the account of an address however it is written, and names its contact', async () => {
    const account = await give({ email: 'Dirk@Example.nl', status: 'approved' });
    expect(await onWebsite(' DIRK@example.NL ')).toMatchObject({
      allowed: true,
      account: { id: account.id, contact: { id: contactId, name: 'Bakkerij Anna' } },
      names: { website: 'Partnerweb', email: 'dirk@example.nl' },
    });
  });

  it('case 14: while a corrected address waits, the website knows the old one and the office the new one', async () => {
    const account = await give({ email: 'oud@example.nl', status: 'approved' });
    await access.publish(staff, website.id);
    await updateAccount(access.office, staff, {
      accountId: account.id,
      version: account.version,
      account: accountInput(website.id, { email: 'nieuw@example.nl', status: 'approved' }),
    });
    expect(await onWebsite('oud@example.nl')).toMatchObject({
      failed: 'account_exists',
      account: null,
      published: { allowed: true },
    });
    expect(await onWebsite('nieuw@example.nl')).toMatchObject({
      allowed: true,
      account: { id: account.id },
      published: { allowed: false, failed: 'account_exists' },
    });
    expect((await explainAccess(access.office, staff, account.id)).names).toMatchObject({
      email: 'nieuw@example.nl',
      publishedEmail: 'oud@example.nl',
    });
  });

  it('R9: an unknown address has no account; a sign-up that waits is pointed at', async () => {
    expect(await onWebsite('niemand@example.nl')).toMatchObject({
      allowed: false,
      failed: 'account_exists',
      account: null,
      applicationId: null,
    });
    await access.signUp(website, staff, { email: 'sanne@example.nl' });
    await retrieveWebsiteData(access.office, staff, website.id);
    const waiting = await onWebsite('sanne@example.nl');
    expect(waiting).toMatchObject({ allowed: false, failed: 'account_exists', account: null });
    expect(waiting.applicationId).not.toBeNull();
  });

  it('refuses what is no address, at its field', async () => {
    expect(await errorOf(onWebsite('geen adres'))).toMatchObject({ code: 'email_unusable', field: 'email' });
    expect(await errorOf(onWebsite('a@example.nl', 'https://elders.nl/x'))).toMatchObject({
      code: 'page_of_other_website',
      field: 'url',
      params: { host: 'elders.nl', known: website.hosts.join(', ') },
    });
  });

  it('I8: tells nothing of another company’s website or account', async () => {
    const other = await access.createStaff();
    expect(
      (await errorOf(explainOnWebsite(access.office, other, { websiteId: website.id, email: 'a@b.nl' })))
        .code,
    ).toBe('not_found');
    const { id } = await give({ email: 'eva@example.nl' });
    expect((await errorOf(explainAccess(access.office, other, id))).code).toBe('not_found');
  });

  it('I1: what it says of the published state is what the gate itself says', async () => {
    const people = [
      { email: 'p1@example.nl', status: 'approved' as const },
      { email: 'p2@example.nl', status: 'blocked' as const },
      { email: 'p3@example.nl', status: 'approved' as const, validFrom: '2099-01-01T00:00:00Z' },
      { email: 'p4@example.nl', status: 'approved' as const, validUntil: '2020-01-01T00:00:00Z' },
    ];
    for (const person of people) await give(person);
    await access.publish(staff, website.id);
    const host = website.hosts[0] ?? '';
    for (const { email } of [...people, { email: 'p5@example.nl' }]) {
      for (const target of ['/prijzen', '/over', '/a//b']) {
        const { published } = await onWebsite(email, `https://${host}${target}`);
        const atGate = await explainVisitAtGate(access.link.gate, { email, host, target, at: null });
        const ofAccess = (steps: readonly { rule: string; passed: boolean | null }[] = []) =>
          steps
            .filter(({ rule }) => accessRules.some((known) => known === rule) || rule.startsWith('path'))
            .map(({ rule, passed }) => ({ rule, passed }));
        expect(ofAccess(published?.steps)).toEqual(ofAccess(atGate.steps));
      }
    }
  });
});
