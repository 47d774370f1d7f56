import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWebIfStale } from '../../../scripts/build-web.ts';
import { type Command, freePorts, runCommand } from '../../support/command.ts';
import { makeTestFolder, type TestFolder } from '../../support/data-folder.ts';
import { apiClient } from '../../support/office.ts';
import { slowdown } from '../../support/slowdown.ts';

let folder: TestFolder;
let environment: Record<string, string>;
beforeAll(async () => {
  folder = await makeTestFolder();
  environment = { ...(await freePorts()), GATEHOUSE_DATA: folder.dataFolder };
  await buildWebIfStale();
}, 120_000);
afterAll(() => folder.remove());

const password = 'vier losse woorden hier';
const officeUrl = () => `http://localhost:${environment.OFFICE_PORT}`;

async function end(command: Command, signal: NodeJS.Signals): Promise<string> {
  command.child.kill(signal);
  return (await command.ended).output;
}

/** Signs in over HTTP and gives the API as that employee. */
async function signedIn(email: string) {
  const response = await fetch(`${officeUrl()}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-gatehouse-csrf': '1' },
    body: JSON.stringify({ email, password }),
  });
  return apiClient(officeUrl(), { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' });
}

describe('gatehouse start', () => {
  let running: Command;
  let companyId: string;

  test('R18: prints the office’s address and a one-time link within 15 s on an empty data folder', async () => {
    running = runCommand(['start'], environment);
    const [begun, before] = [performance.now(), slowdown()];
    const [, address = '', token = ''] = await running.printed(/Set up +(http\S+)\/setup\?token=(\S+)/);
    const tookMs = performance.now() - begun;
    expect(tookMs / Math.max(before, slowdown())).toBeLessThan(15_000);
    expect(address).toBe(officeUrl());
    expect(running.output()).not.toContain('{"level"');
    const me = await apiClient(officeUrl()).setup.complete({
      token,
      name: 'Anna de Vries',
      email: 'anna@example.com',
      password,
      language: 'nl',
      company: { kind: 'own', name: 'De Vries Techniek BV' },
    });
    companyId = me.companies[0]?.id ?? '';
    expect((await fetch(officeUrl())).status).toBe(200);
  });

  test('keeps its log in the data folder, without passwords and tokens, readable by the owner only', async () => {
    const file = join(folder.dataFolder, 'gatehouse.log');
    const log = await readFile(file, 'utf8');
    expect(log).toContain('"path":"/api/setup"');
    expect(log).not.toContain(password);
    expect(log).not.toContain('token=');
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect((await stat(join(folder.dataFolder, 'licence-key.json'))).mode & 0o077).toBe(0);
  });

  test('a second start on the same data folder is refused plainly and disturbs nothing', async () => {
    const second = await runCommand(['start'], { ...environment, ...(await freePorts()) }).ended;
    expect(second.code).toBe(1);
    expect(second.output).toContain(`already uses the data folder ${folder.dataFolder}`);
    expect(second.output).not.toMatch(/^\s+at /m);
    expect((await (await signedIn('anna@example.com')).session.me()).employee.name).toBe('Anna de Vries');
  });

  test('other commands work on the same data folder meanwhile: a licence, and a new password', async () => {
    const issued = await runCommand(
      ['licence', 'issue', '--company', 'de vries techniek bv', '--until', '2099-12-31'],
      environment,
    ).ended;
    expect(issued.code).toBe(0);
    const api = await signedIn('anna@example.com');
    const licence = /eyJ\S+/.exec(issued.output)?.[0] ?? '';
    expect(await api.licences.enter({ companyId, licence })).toMatchObject({ state: 'valid' });
    const unknown = await runCommand(['licence', 'issue', '--company', 'Onbekend', '--forever'], environment)
      .ended;
    expect(unknown).toMatchObject({ code: 1, output: expect.stringContaining('"De Vries Techniek BV"') });
    const badDate = await runCommand(
      ['licence', 'issue', '--company', 'x', '--until', '31-12-2099'],
      environment,
    ).ended;
    expect(badDate).toMatchObject({ code: 1, output: expect.stringContaining('2027-12-31') });
  });

  test('I4: after kill -9 the next start takes over what was left, and what staff saved is there', async () => {
    const api = await signedIn('anna@example.com');
    const { version } = await api.companies.get({ companyId });
    await api.companies.update({
      companyId,
      name: 'Net opgeslagen BV',
      language: 'nl',
      nextContactNumber: 500,
      version,
    });
    await end(running, 'SIGKILL');
    running = runCommand(['start'], environment);
    await running.printed(/Office +http/);
    expect(running.output()).not.toContain('Set up');
    const again = await signedIn('anna@example.com');
    expect(await again.companies.get({ companyId })).toMatchObject({ name: 'Net opgeslagen BV' });
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s stops it cleanly, and the next start pairs nothing anew',
    async (signal) => {
      const output = await end(running, signal);
      expect((await running.ended).code).toBe(0);
      expect(output).toMatch(/Stopping…\n$/);
      running = runCommand(['start'], environment);
      await running.printed(/Office +http/);
      const log = await readFile(join(folder.dataFolder, 'gatehouse.log'), 'utf8');
      expect(log.match(/Paired with a gate/g)).toHaveLength(1);
    },
  );

  test('a new password can be had at the command line, and ends the sessions', async () => {
    const reset = await runCommand(['reset-password', 'Anna@Example.com'], environment).ended;
    expect(reset.code).toBe(0);
    expect(reset.output).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/m);
    const unknown = await runCommand(['reset-password', 'niemand@example.com'], environment).ended;
    expect(unknown).toMatchObject({ code: 1, output: expect.stringContaining('anna@example.com') });
    await end(running, 'SIGTERM');
  });
});

describe('bad surroundings are told in one plain message with what to do, and exit code 1', () => {
  test.each([
    ['OFFICE_PORT', 'office'],
    ['GATE_PORT', 'gate'],
    ['LINK_PORT', 'link'],
  ] as const)('a taken port names %s', async (variable, what) => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const address = blocker.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const started = await runCommand(['start'], { ...environment, [variable]: String(port) }).ended;
    blocker.close();
    expect(started.code).toBe(1);
    expect(started.output).toContain(
      `Port ${port} is in use by another program, so the ${what} cannot listen there. Stop that program, or choose another port with ${variable}.`,
    );
    expect(started.output).not.toMatch(/^\s+at /m);
  });

  test.each([
    [{ OFFICE_DATABASE_URL: 'postgres://x:secret@127.0.0.1:1/x' }, /cannot be reached .*OFFICE_DATABASE_URL/],
    [{ GATE_DATABASE_URL: 'postgres://x:secret@127.0.0.1:1/x' }, /cannot be reached .*GATE_DATABASE_URL/],
    [{ OFFICE_PORT: 'achttig' }, /setting OFFICE_PORT is not right/],
    [{ SMTP_URL: 'mail.example.com' }, /setting SMTP_URL is not right: it does not begin with smtp/],
    [{ LICENCE_PUBLIC_KEY: '{"kty":"RSA"}' }, /setting LICENCE_PUBLIC_KEY is not right/],
    [{ OFFICE_HOST: '203.0.113.1' }, /setting OFFICE_HOST is not right/],
  ])('%o', async (wrong, message) => {
    const started = await runCommand(['start'], { ...environment, ...wrong }).ended;
    expect(started.code).toBe(1);
    expect(started.output).toMatch(message);
    expect(started.output).not.toContain('secret');
    expect(started.output).not.toMatch(/^\s+at /m);
  });
});
