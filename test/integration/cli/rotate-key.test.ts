import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ask } from '../../support/ask.ts';
import { type Command, freePorts, runCommand } from '../../support/command.ts';
import { makeTestFolder, type TestFolder } from '../../support/data-folder.ts';

let folder: TestFolder;
let environment: Record<string, string>;
let gate: Command;

beforeAll(async () => {
  folder = await makeTestFolder();
  environment = { ...(await freePorts()), GATEHOUSE_DATA: folder.dataFolder };
  gate = runCommand(['gate'], environment);
  await gate.printed(/Ctrl\+C stops it/);
});
afterAll(async () => {
  gate?.child.kill('SIGTERM');
  await gate?.ended;
  await folder?.remove();
});

async function kidsShown(): Promise<string[]> {
  const { body } = await ask({ port: Number(environment.GATE_PORT), path: '/_gate/jwks.json' });
  const { keys } = JSON.parse(body) as { keys: { kid: string }[] }; // a JWKS
  return keys.map(({ kid }) => kid);
}

const shows = (kids: readonly string[]) =>
  vi.waitFor(async () => expect((await kidsShown()).sort()).toEqual([...kids].sort()), 5000);

describe('gatehouse rotate-key, beside a gate that runs on the embedded database', () => {
  test('publishes a key that signs ten minutes later, once', async () => {
    const [first = ''] = await kidsShown();
    const { code, output } = await runCommand(['rotate-key'], environment).ended;
    expect(code).toBe(0);
    const [, kid = ''] =
      /^The key (\S+) is published and signs from \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/m.exec(output) ?? [];
    expect(output).toContain(`The key ${first} leaves the JWKS at`);
    await shows([first, kid]);
    const again = await runCommand(['rotate-key'], environment).ended;
    expect(again).toMatchObject({ code: 0, output: expect.stringContaining(`${kid} signs from`) });
    await shows([first, kid]);
  });

  test('for a key that leaked: the new one alone is left at once, and says what follows', async () => {
    const before = await kidsShown();
    const { code, output } = await runCommand(['rotate-key', '--now'], environment).ended;
    expect(code).toBe(0);
    const [, kid = ''] = /^The key (\S+) signs from now on\./m.exec(output) ?? [];
    for (const old of before) expect(output).toContain(old);
    expect(output).toContain('at most\n  5 minutes');
    expect(before).not.toContain(kid);
    await shows([kid]);
  });

  test('gatehouse explain answers beside it too', async () => {
    const asked = ['explain', '--email', 'a@example.nl', '--url', 'https://x.nl/', '--lang', 'nl'];
    const { code, output } = await runCommand(asked, environment).ended;
    expect(code).toBe(2);
    expect(output).toContain('Geen website van deze toegangspoort heeft de hostnaam x.nl.');
  });
});
