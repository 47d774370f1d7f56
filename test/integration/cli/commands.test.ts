import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWebIfStale } from '../../../scripts/build-web.ts';
import { type Command, freePorts, runCommand } from '../../support/command.ts';
import { makeTestFolder, type TestFolder } from '../../support/data-folder.ts';

const bin = join(import.meta.dirname, '../../../bin/gatehouse.js');

describe('help', () => {
  test.each([
    [[]],
    [['start']],
    [['office']],
    [['gate']],
    [['import', 'contacts']],
    [['match']],
    [['licence', 'issue']],
    [['reset-password']],
    [['explain']],
    [['rotate-key']],
  ])('of %j says what it does, with an example', async (command) => {
    const { code, output } = await runCommand([...command, '--help']).ended;
    expect(code).toBe(0);
    expect(output).toMatch(/Examples?:\n {2}/);
  });

  test('an unknown command or option is refused with the way to help', async () => {
    for (const args of [['begin'], ['start', '--demo']]) {
      const { code, output } = await runCommand(args).ended;
      expect(code).toBe(1);
      expect(output).toContain('gatehouse --help');
    }
  });
});

describe('a command that cannot do what it should says what to do', () => {
  let folder: TestFolder;
  beforeAll(async () => {
    folder = await makeTestFolder();
  });
  afterAll(() => folder.remove());

  test.each([
    [['import', 'contacts', bin], 'There is no company database yet. Start Gatehouse with "gatehouse start"'],
    [['licence', 'issue', '--company', 'X', '--forever'], 'There is no company database yet.'],
    [['licence', 'issue', '--company', 'X', '--until', '2020-01-01'], '2020-01-01 is over already.'],
    [['reset-password', 'a@example.com'], 'There is no company database yet.'],
  ])('%j where nothing was set up yet', async (command, message) => {
    const { code, output } = await runCommand(command, { GATEHOUSE_DATA: folder.dataFolder }).ended;
    expect(code).toBe(1);
    expect(output).toContain(message);
  });

  test('start with a file where the data folder should be', async () => {
    const { code, output } = await runCommand(['start'], { GATEHOUSE_DATA: bin }).ended;
    expect(code).toBe(1);
    expect(output).toMatch(/^The data folder .+ cannot be used .+GATEHOUSE_DATA\.\n$/);
  });
});

describe('bin/gatehouse.js under an older Node', () => {
  const older =
    "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.1.0'}})";
  const program = [process.execPath, '--import', older, bin];

  test('hands over to the Node that comes with Gatehouse, with its exit code', async () => {
    expect(await runCommand(['--version'], {}, program).ended).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    expect((await runCommand(['begin'], {}, program).ended).code).toBe(1);
  });

  test('passes signals on', async () => {
    const folder = await makeTestFolder();
    await buildWebIfStale();
    const environment = { ...(await freePorts()), GATEHOUSE_DATA: folder.dataFolder };
    const command = runCommand(['start'], environment, program);
    await command.printed(/Ctrl\+C/);
    command.child.kill('SIGTERM');
    expect(await command.ended).toMatchObject({ code: 0, output: expect.stringMatching(/Stopping…\n$/) });
    await folder.remove();
  }, 120_000);
});

describe('office and gate apart', () => {
  let folders: TestFolder[];
  let gate: Command;
  let office: Command;
  let ports: Record<string, string>;
  beforeAll(async () => {
    folders = [await makeTestFolder(), await makeTestFolder()];
    ports = await freePorts();
    await buildWebIfStale();
  }, 120_000);
  afterAll(async () => {
    gate.child.kill('SIGTERM');
    office.child.kill('SIGTERM');
    await Promise.all([gate.ended, office.ended]);
    for (const folder of folders) await folder.remove();
  });

  test('the office says what it lacks where it knows no gate', async () => {
    const { code, output } = await runCommand(['office'], {
      ...ports,
      GATEHOUSE_DATA: folders[0]?.dataFolder ?? '',
    }).ended;
    expect(code).toBe(1);
    expect(output).toContain('GATE_LINK_URL');
  });

  test('are paired by the code that the gate prints, once; afterwards they find each other', async () => {
    gate = runCommand(['gate'], { ...ports, GATEHOUSE_DATA: folders[1]?.dataFolder ?? '' });
    const [, GATE_LINK_URL = '', GATE_PAIRING_CODE = ''] = await gate.printed(
      /GATE_LINK_URL=(\S+) GATE_PAIRING_CODE=(\S+)/,
    );
    const environment = { ...ports, GATEHOUSE_DATA: folders[0]?.dataFolder ?? '', GATE_LINK_URL };
    const wrong = await runCommand(['office'], { ...environment, GATE_PAIRING_CODE: 'onzin' }).ended;
    expect(wrong.code).toBe(1);
    expect(wrong.output).not.toMatch(/^\s+at /m);
    office = runCommand(['office'], { ...environment, GATE_PAIRING_CODE });
    await office.printed(/Gate +\S+ at http/);
    office.child.kill('SIGTERM');
    expect((await office.ended).code).toBe(0);
    office = runCommand(['office'], environment);
    await office.printed(/Gate +\S+ at http/);
  });
});
