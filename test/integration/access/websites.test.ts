import { mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WebsiteInput, websiteInput as websiteShape } from '../../../src/contract/websites.ts';
import { createAccount } from '../../../src/office/accounts/create-account.ts';
import { listApplications } from '../../../src/office/applications/read-applications.ts';
import { retrieveWebsiteData } from '../../../src/office/applications/retrieve-website-data.ts';
import type { Staff } from '../../../src/office/context.ts';
import { checkWebsite } from '../../../src/office/websites/check-website.ts';
import { readWebsite, readWebsites } from '../../../src/office/websites/read-websites.ts';
import { removeWebsite } from '../../../src/office/websites/remove-website.ts';
import { updateWebsite } from '../../../src/office/websites/update-website.ts';
import { accountInput, createTestAccess, type TestAccess, websiteInput } from '../../support/access.ts';
import { errorOf } from '../../support/app-error.ts';

let access: TestAccess;
let staff: Staff;
beforeAll(async () => {
  access = await createTestAccess();
  staff = await access.createStaff();
});
afterAll(() => access.close());

const change = async (websiteId: string, values: Partial<WebsiteInput>) => {
  const website = await readWebsite(access.office.db, staff.companyId, websiteId);
  const input = { ...websiteShape.parse(website), ...values };
  return updateWebsite(access.office, staff, { websiteId, website: input, version: website.version });
};

describe('websites', () => {
  it('R12, R13, R16: registers several websites with all their settings', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-site-'));
    const input = websiteInput({
      hosts: ['shop.example.com', 'www.shop.example.com'],
      protection: 'part',
      paths: ['/shop'],
      policy: 'known',
      origin: { kind: 'folder', folder },
      senderEmail: 'shop@example.com',
      copyTo: 'owner@example.com',
      showCreateUser: false,
      introduction: { nl: 'Welkom', en: 'Welcome', de: 'Willkommen', no: 'Velkommen' },
    });
    const made = await access.createWebsite(staff, input);
    await access.createWebsite(staff);
    expect(made).toMatchObject({ ...input, settingsUnpublished: true, unpublishedChanges: 0 });
    expect(await readWebsites(access.office.db, staff.companyId)).toHaveLength(2);
  });

  it('R16: refuses a host name that another website has, in any company, and names it', async () => {
    const other = await access.createStaff();
    await access.createWebsite(other, { hosts: ['taken.example.com'] });
    const error = await errorOf(
      access.createWebsite(staff, {
        hosts: ['free.example.com', 'taken.example.com'],
        publicUrl: 'https://free.example.com',
      }),
    );
    expect(error).toMatchObject({
      code: 'host_taken',
      field: 'hosts.1',
      params: { host: 'taken.example.com' },
    });
    expect(await readWebsites(access.office.db, staff.companyId)).toHaveLength(2);
  });

  it('R12: says which field is wrong: address, folder, paths, own server, name', async () => {
    const refused = async (values: Partial<WebsiteInput>) => {
      const { code, field } = await errorOf(access.createWebsite(staff, values));
      return { code, field };
    };
    expect(await refused({ publicUrl: 'https://elsewhere.example.com' })).toEqual({
      code: 'public_url_host',
      field: 'publicUrl',
    });
    expect(await refused({ publicUrl: 'http://site.example.com', hosts: ['site.example.com'] })).toEqual({
      code: 'public_url_insecure',
      field: 'publicUrl',
    });
    expect(await refused({ origin: { kind: 'folder', folder: '/does/not/exist' } })).toEqual({
      code: 'folder_unreadable',
      field: 'origin.folder',
    });
    expect(await refused({ origin: { kind: 'folder', folder: 'pages' } })).toMatchObject({
      code: 'folder_unreadable',
    });
    expect(await refused({ protection: 'part', paths: [] })).toEqual({
      code: 'paths_missing',
      field: 'paths',
    });
    expect(
      await refused({
        hosts: ['loop.example.com'],
        publicUrl: 'https://loop.example.com',
        origin: { kind: 'upstream', url: 'https://loop.example.com/' },
      }),
    ).toEqual({ code: 'upstream_loop', field: 'origin.url' });
    const made = await access.createWebsite(staff);
    expect(await refused({ name: made.name.toUpperCase() })).toEqual({
      code: 'website_name_taken',
      field: 'name',
    });
  });

  it('I8: refuses a folder of the system, also behind a symbolic link, and one outside WEBSITE_FOLDERS', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'gatehouse-site-'));
    await symlink('/etc', join(outside, 'pages'));
    const refused = async (folder: string) => {
      const { code, field } = await errorOf(
        access.createWebsite(staff, { origin: { kind: 'folder', folder } }),
      );
      return { code, field };
    };
    for (const folder of ['/', '/etc', join(outside, 'pages'), '/tmp/../etc']) {
      expect(await refused(folder)).toEqual({ code: 'folder_of_the_system', field: 'origin.folder' });
    }
    const { office } = access;
    const websiteFolders = [await mkdtemp(join(tmpdir(), 'gatehouse-allowed-'))];
    const origin = { kind: 'folder' as const, folder: outside };
    const error = await errorOf(
      checkWebsite({ ...office, config: { ...office.config, websiteFolders } }, websiteInput({ origin })),
    );
    expect(error).toMatchObject({ code: 'folder_outside', field: 'origin.folder' });
    expect(error.message).toContain(websiteFolders[0]);
  });

  it.each([
    ['http://127.0.0.1:8080', 'upstream_own'],
    ['http://localhost:8081/x', 'upstream_own'],
    ['http://x.localhost:8081', 'upstream_own'],
    ['http://[::1]:8082', 'upstream_own'],
    ['http://0x7f.1:8082', 'upstream_own'],
    ['http://[::ffff:127.0.0.1]:8080', 'upstream_own'],
    ['http://0.0.0.0:8082', 'upstream_own'],
    ['http://169.254.169.254/latest/meta-data', 'upstream_link_local'],
    ['http://[fe80::1]/', 'upstream_link_local'],
    ['http://[::ffff:169.254.169.254]/', 'upstream_link_local'],
  ])('I8: the pages can’t come from %s', async (url, code) => {
    const { office } = access;
    const config = { ...office.config, OFFICE_PORT: 8080, GATE_PORT: 8081, LINK_PORT: 8082 };
    const website = websiteInput({ origin: { kind: 'upstream', url } });
    expect(await errorOf(checkWebsite({ ...office, config }, website))).toMatchObject({
      code,
      field: 'origin.url',
    });
  });

  it('R12: the pages may come from another server on this machine', async () => {
    const website = websiteInput({ origin: { kind: 'upstream', url: 'http://127.0.0.1:3000' } });
    await checkWebsite(access.office, website);
  });

  it('R12: a change waits for publication and stands in the audit log with old and new value', async () => {
    const website = await access.createWebsite(staff);
    await access.publish(staff, website.id);
    const changed = await change(website.id, { protection: 'voluntary', paths: ['/checkout'] });
    expect(changed).toMatchObject({ protection: 'voluntary', settingsUnpublished: true });
    const event = await access.office.db
      .selectFrom('audit_event')
      .selectAll()
      .where('subject_id', '=', website.id)
      .where('action', '=', 'website.changed')
      .executeTakeFirstOrThrow();
    expect(event).toMatchObject({
      actor_name: staff.actor.name,
      before: { protection: 'whole', paths: [] },
      after: { protection: 'voluntary', paths: ['/checkout'] },
    });
    await access.publish(staff, website.id);
    expect((await readWebsite(access.office.db, staff.companyId, website.id)).settingsUnpublished).toBe(
      false,
    );
  });

  it('R12: saving without a change is no change', async () => {
    const website = await access.createWebsite(staff);
    expect((await change(website.id, {})).version).toBe(website.version);
  });

  it('case 33: refuses a change based on an older version and names who changed it', async () => {
    const website = await access.createWebsite(staff);
    await change(website.id, { policy: 'automatic' });
    const colleague = await access.createColleague(staff);
    const error = await errorOf(
      updateWebsite(access.office, colleague, {
        websiteId: website.id,
        website: websiteInput(),
        version: website.version,
      }),
    );
    expect(error).toMatchObject({ code: 'stale_revision', params: { who: staff.actor.name } });
  });

  it('R17: without a licence nothing can be registered or changed', async () => {
    const unlicensed = await access.createStaff({ licensed: false });
    expect((await errorOf(access.createWebsite(unlicensed))).code).toBe('licence_missing');
  });

  it('I8: a website of another company does not exist for these staff', async () => {
    const other = await access.createStaff();
    const theirs = await access.createWebsite(other);
    expect((await errorOf(change(theirs.id, {}))).code).toBe('not_found');
    expect((await errorOf(removeWebsite(access.office, staff, theirs.id))).code).toBe('not_found');
  });

  it('case 29: switching protection on locks nobody out who has access', async () => {
    const website = await access.createWebsite(staff, { protection: 'none' });
    const contactId = await access.createContact(staff);
    await createAccount(access.office, staff, { contactId, account: accountInput(website.id) });
    await access.publish(staff, website.id);
    await change(website.id, { protection: 'whole' });
    await access.publish(staff, website.id);
    expect(await access.gateAccounts(website.id)).toMatchObject([{ status: 'approved' }]);
    expect(await access.gateMails(website.id)).toHaveLength(1);
  });

  it('case 30: another approval policy keeps those who wait', async () => {
    const website = await access.createWebsite(staff, { policy: 'manual' });
    await access.publish(staff, website.id);
    await access.signUp(website, staff, { email: 'waits@example.nl' });
    await change(website.id, { policy: 'owner_only' });
    await access.publish(staff, website.id);
    await retrieveWebsiteData(access.office, staff, website.id);
    const list = await listApplications(access.office.db, staff, {
      limit: 10,
      state: 'waiting',
      websiteId: website.id,
    });
    expect(list.items.map((application) => application.email)).toEqual(['waits@example.nl']);
  });

  it('R16: a removed website frees its host names once that is published; one never published at once', async () => {
    const unseen = await access.createWebsite(staff, { hosts: ['unseen.example.com'] });
    await removeWebsite(access.office, staff, unseen.id);
    const published = await access.createWebsite(staff, { hosts: ['unseen.example.com'] });
    await access.publish(staff, published.id);
    await removeWebsite(access.office, staff, published.id);
    const again = () => access.createWebsite(staff, { hosts: ['unseen.example.com'] });
    expect((await errorOf(again())).code).toBe('host_taken');
    await access.publish(staff, published.id);
    await again();
    expect(await access.gateAccounts(published.id)).toEqual([]);
  });
});
