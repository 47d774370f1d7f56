import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { runMatch } from './match.ts';

const fixtures = join(import.meta.dirname, '../../test/fixtures/matching');
/** The whole sample, where it lies beside the checkout; else its part in the repository. */
const shared = join(import.meta.dirname, '../../../shared/data');

class Memory extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

async function run(contacts: string, registrations: string, truth = false) {
  const out = new Memory();
  const err = new Memory();
  const code = await runMatch({ contacts, registrations, truth }, out, err);
  return { code, out: out.text, err: err.text };
}

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'gatehouse-match-')), name);
  await writeFile(path, content);
  return path;
}

const samples = [
  {
    name: 'part of the sample',
    contacts: join(fixtures, 'contacts.csv'),
    registrations: join(fixtures, 'registrations.ndjson'),
  },
  {
    name: 'whole sample',
    contacts: join(shared, 'contacts-nl.csv'),
    registrations: join(shared, 'registrations.ndjson'),
  },
].filter((sample) => existsSync(sample.contacts));

test.each(samples)(
  'R10, I9: reaches every figure of MATCHING.md on the $name',
  { timeout: 60_000 },
  async (sample) => {
    const { code, out, err } = await run(sample.contacts, sample.registrations, true);
    expect(code).toBe(0);
    expect(err).not.toContain('FAIL');
    expect(err.match(/pass$/gm)).toHaveLength(7);
    const rows = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { verdict: string });
    expect(new Set(rows.map((row) => row.verdict))).toEqual(new Set(['existing', 'verify', 'new']));
  },
);

const someone = JSON.stringify({ registration: { companyName: 'Jansen Bouw', registrationNo: '17933677' } });

test('prints one object a line in input order, with customer numbers as in the file', async () => {
  const contacts = await file(
    'c.csv',
    'Nummer,Naam,KvK\n10001,Jansen Bouw BV,17933677\nK-2,Smit Kaas,20311544\n',
  );
  const registrations = await file(
    'r.ndjson',
    `${someone}\n\n{"companyName":"Smit Kaas","registrationNo":"20311544"}\n`,
  );
  const { out } = await run(contacts, registrations);
  const rows = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rows).toMatchObject([
    { verdict: 'existing', contact: 10001, proven: false, candidates: [{ contact: 10001 }] },
    { verdict: 'existing', contact: 'K-2' },
  ]);
  expect(rows[0].candidates[0].reasons).toContainEqual({
    code: 'same_registration_no',
    against: false,
    text: 'The same company registration number (17933677).',
  });
});

test('case 38: reads UTF-8 with a byte order mark, tabs and quotes', async () => {
  const contacts = await file('c.csv', '\ufeffNummer\tNaam\tKvK\r\n1\t"Jansen ""de"" Bouw"\t17933677\r\n');
  expect(JSON.parse((await run(contacts, await file('r.ndjson', someone))).out)).toMatchObject({
    contact: 1,
  });
});

test('case 38: leaves out a number that Excel ruined, and tells the line', async () => {
  const contacts = await file('c.csv', 'Nummer;Naam;KvK\n1;Jansen Bouw;1,79E+07\n');
  const { code, err } = await run(contacts, await file('r.ndjson', someone));
  expect(code).toBe(0);
  expect(err).toMatch(/c\.csv, line 2: 1,79E\+07 .* as text/);
});

test('case 40: a workbook with the name of a CSV file is told kindly', async () => {
  const workbook = await file('c.csv', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00]));
  const { code, err } = await run(workbook, await file('r.ndjson', someone));
  expect(code).toBe(1);
  expect(err).toMatch(/c\.csv is not a CSV file\. Open it .* save it as “CSV \(delimited\)”\.\n$/);
});

test('tells file, line and way out when a file can’t be used', async () => {
  const contacts = await file('c.csv', 'Nummer;Naam\n1;Jansen Bouw\n');
  const missing = await run('/nowhere/c.csv', contacts);
  expect(missing).toMatchObject({ code: 1, out: '' });
  expect(missing.err).toBe('/nowhere/c.csv does not exist. Check the name and the folder.\n');
  expect((await run(contacts, '/nowhere/r')).err).toContain('/nowhere/r does not exist');
  expect((await run(await file('c.csv', 'a;b\n1;2\n'), contacts)).err).toMatch(
    /line 1: no column with the name/,
  );
  expect(await run(contacts, await file('r.ndjson', `${someone}\n{"half`))).toMatchObject({
    code: 1,
    err: expect.stringMatching(/r\.ndjson, line 2: this is no JSON object/),
  });
  expect((await run(contacts, await file('r.ndjson', someone), true)).err).toMatch(/line 1: no "truth"/);
});
