import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../../support/command.ts';
import { makeTestFolder, type TestFolder } from '../../support/data-folder.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { goodPassword } from '../../support/visitor.ts';

let gate: TestGate;
let site: TestWebsite;
let shop: TestWebsite;
let folder: TestFolder;

beforeAll(async () => {
  gate = await startTestGate();
  folder = await makeTestFolder();
  site = await gate.publish({ name: 'Partnerweb', protection: 'part', paths: ['/prijzen'] });
  shop = await gate.publish({ name: 'Winkel', policy: 'owner_only' }, site.companyId);
  await approved(gate, site, 'anna@example.nl', { contactName: 'Bakkerij Anna', contactNumber: '10001' });
  await gate.account(site, { email: 'Wacht@example.nl', status: 'pending' });
  await gate.account(shop, { email: 'nieuw@example.nl', status: 'approved' });
});
afterAll(async () => {
  await gate?.stop();
  await folder?.remove();
});

/** Runs the command on the database of the gate that runs. */
async function explain(...options: string[]) {
  const environment = { GATE_DATABASE_URL: gate.databaseUrl, GATEHOUSE_DATA: folder.dataFolder, TZ: 'UTC' };
  return runCommand(['explain', ...options], environment).ended;
}

describe('gatehouse explain', () => {
  test('R14: names every step for somebody who gets in, and ends with 0', async () => {
    const { code, output } = await explain(
      '--email',
      'Anna@Example.nl',
      '--url',
      `https://${site.host}/Prijzen/x`,
    );
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toContain('anna@example.nl, Bakkerij Anna (10001)');
    expect(output).toContain(`Gets in.

  ✓ ${site.host} belongs to the website “Partnerweb”.
  ✓ The page /Prijzen/x can be read in one way only.
  · The page lies in the closed part /prijzen: only who has access gets in.
  ✓ The website is switched on.
  ✓ The licence is valid, without end.
  ✓ The address anna@example.nl has an account on this website.
  ✓ The account is approved.
  ✓ The contact is active.
  ✓ The access has no first day.
  ✓ The access has no last day.
  ✓ There is a sign-in with this address.
  ✓ The e-mail address is proven.
  ✓ A password is set.
  ✓ The website demands no second factor.
`);
  });

  test('tells who is kept out why and what to do, and ends with 1', async () => {
    const { code, output } = await explain('--email', 'wacht@example.nl', '--url', `${site.host}/prijzen`);
    expect(code).toBe(1);
    expect(output).toContain('Does not get in.');
    expect(output).toContain('  ✗ The account waits for approval.\n      → Approve it under Applications');
  });

  test('R18: speaks Dutch', async () => {
    const { code, output } = await explain(
      ...['--email', 'wacht@example.nl', '--url', `${site.host}/prijzen`, '--lang', 'nl'],
    );
    expect(code).toBe(1);
    expect(output).toContain('Komt niet binnen.');
    expect(output).toContain('  ✗ Het account wacht op goedkeuring.\n      → Keur het goed bij Aanmeldingen');
  });

  test('case 26: says that somebody who is approved has no password yet', async () => {
    const { code, output } = await explain('--email', 'nieuw@example.nl', '--url', shop.host);
    expect(code).toBe(1);
    expect(output).toContain('✓ The account is approved.');
    expect(output).toContain('✗ The e-mail address is not proven yet.');
    expect(output).toContain('✗ No password has been chosen yet.');
  });

  test('case 3: an account on one website says nothing for another', async () => {
    const { code, output } = await explain('--email', 'anna@example.nl', '--url', `https://${shop.host}/`);
    expect(code).toBe(1);
    expect(output).toContain('✗ The address anna@example.nl has no account on this website.');
    expect(output).toContain('✓ A password is set.');
  });

  test('R12: an open page is for everybody, and the website is not told of who has no access', async () => {
    const { code, output } = await explain(
      '--email',
      'wacht@example.nl',
      '--url',
      `https://${site.host}/over`,
    );
    expect(code).toBe(0);
    expect(output).toContain('Gets in: the page is open to everybody. The website is not told who it is');
    expect(output).toMatch(/Who the website is told about:\n(?:.*\n)* {2}✗ The account waits for approval/);
  });

  test('asks about another time', async () => {
    const { id } = await gate.account(site, {
      email: 'later@example.nl',
      status: 'approved',
      validFrom: '2099-01-01T00:00:00Z',
    });
    expect(id).not.toBe('');
    const asked = ['--email', 'later@example.nl', '--url', `${site.host}/prijzen`, '--json'];
    const now = JSON.parse((await explain(...asked)).output);
    expect(now).toMatchObject({ allowed: false, failed: 'validity_begun', website: { name: 'Partnerweb' } });
    const later = JSON.parse((await explain(...asked, '--at', '2099-01-02')).output);
    expect(later).toMatchObject({ at: '2099-01-02T00:00:00.000Z', failed: 'address_proven' });
    expect(later.steps.find(({ rule }: { rule: string }) => rule === 'validity_begun')).toMatchObject({
      finding: 'validity_begun',
      passed: true,
      what: 'The access began on 2099-01-01T00:00:00.000Z.',
    });
  });

  test('counts the sessions that are live', async () => {
    const visitor = gate.visitor(site);
    await visitor.signIn('anna@example.nl', goodPassword);
    const { output } = await explain('--email', 'anna@example.nl', '--url', `${site.host}/prijzen`);
    expect(output).toMatch(/· Signed in on this website now, in sessions: [12]\./);
  });

  test.each([
    [['--email', 'geen adres', '--url', 'https://x.nl/'], '“geen adres” is no e-mail address.'],
    [['--email', 'a@example.nl', '--url', '/prijzen'], '“/prijzen” is no address of a page.'],
    [
      ['--email', 'a@example.nl', '--url', 'https://elders.nl/'],
      'No website of this gate has the host name elders.nl.',
    ],
    [['--email', 'a@example.nl', '--url', 'x.nl', '--at', '2026-02-30'], '“2026-02-30” is no time.'],
    [['--email', 'a@example.nl', '--url', 'x.nl', '--lang', 'fr'], '“fr” is no language of the office.'],
    [['--email', 'a@example.nl'], "required option '--url <address>' not specified"],
  ])('ends with 2 where the question can’t be understood: %j', async (options, message) => {
    const { code, output } = await explain(...options);
    expect(code).toBe(2);
    expect(output).toContain(message);
  });

  test('gives what is wrong as JSON to whoever asked for that', async () => {
    const { code, output } = await explain('--email', 'a@example.nl', '--url', 'elders.nl', '--json');
    expect(code).toBe(2);
    expect(output).toContain('"code": "page_of_no_website"');
    expect(output).toContain(site.host);
  });

  test('works on the embedded database while nothing runs, and ends with 2 where there is none to be had', async () => {
    const { code, output } = await runCommand(
      ['explain', '--email', 'a@example.nl', '--url', 'https://x.nl/'],
      { GATEHOUSE_DATA: folder.dataFolder },
    ).ended;
    expect(code).toBe(2);
    expect(output).toContain('No website of this gate has the host name x.nl. There are: –.');
    const without = await runCommand(['explain', '--email', 'a@example.nl', '--url', 'https://x.nl/'], {
      GATE_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    }).ended;
    expect(without.code).toBe(2);
  });
});
