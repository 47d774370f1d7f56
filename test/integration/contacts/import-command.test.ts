import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runImportContacts } from '../../../src/cli/import-contacts.ts';
import { type Database, openDatabase } from '../../../src/database/connect.ts';
import type { OfficeTables } from '../../../src/database/office-tables.ts';
import { startTestOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let database: Database<OfficeTables>;
let folder: string;
beforeAll(async () => {
  office = await startTestOffice();
  database = await openDatabase<OfficeTables>(office.databaseUrl, 'office');
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-import-'));
});
afterAll(async () => {
  await database.close();
  await office.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Keeps what is written to it. */
class Kept extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

async function run(file: string, options: { company?: string; skipErrors?: boolean } = {}) {
  const out = new Kept();
  const err = new Kept();
  const { company, skipErrors = false } = options;
  const code = await runImportContacts(
    { office: office.office, database, file, company, skipErrors },
    out,
    err,
  );
  return { code, out: out.text, err: err.text };
}
async function fileWith(name: string, body: string | Buffer): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, body);
  return file;
}

describe('gatehouse import contacts', () => {
  it('R1: imports into the only company, and a second time changes nothing (case 34)', async () => {
    const { companyId, api } = await office.createCompany({ name: 'De Linde' });
    const file = await fileWith('goed.csv', 'Nr;Naam\n1;De Kat\n2;De Hond\n');
    expect(await run(file)).toEqual({
      code: 0,
      out: 'Imported into De Linde: 2 new contacts, 0 changed, 0 unchanged.\n',
      err: '',
    });
    expect((await run(file)).out).toMatch(/0 new contacts, 0 changed, 2 unchanged/);
    expect((await api.contacts.list({ companyId, search: 'hond' })).items).toHaveLength(1);
    const audit = await api.audit.list({ companyId });
    expect(audit.items[0]).toMatchObject({ action: 'contacts.imported', actor: { kind: 'system' } });
  });

  it('case 38: tells errors by line and imports nothing, or the others where that is asked', async () => {
    const file = await fileWith('fout.csv', 'Nr;Naam;E-mail\n5;De Koe;\n6;;\n7;De Geit;geen\n');
    const refused = await run(file);
    expect(refused.code).toBe(1);
    expect(refused.err).toBe(
      'fout.csv, line 3, name: the name is missing.\n' +
        'fout.csv, line 4, email "geen": this is not an e-mail address.\n' +
        'Nothing was imported. Correct these lines, or import the others with --skip-errors.\n',
    );
    expect(await run(file, { skipErrors: true })).toMatchObject({
      code: 0,
      out: 'Imported into De Linde: 1 new contacts, 0 changed, 0 unchanged, 2 lines left out.\n',
    });
  });

  it('case 38: says plainly that a file is not there, is a folder, or is no CSV', async () => {
    await expect(run(join(folder, 'weg.csv'))).rejects.toThrow(/does not exist/);
    await mkdir(join(folder, 'map'));
    await expect(run(join(folder, 'map'))).rejects.toThrow(/is a folder/);
    await expect(run(await fileWith('x.csv', '%PDF-1.7'))).rejects.toMatchObject({
      code: 'import_file_not_csv',
    });
    await expect(run(await fileWith('leeg.csv', ''))).rejects.toMatchObject({ code: 'import_file_empty' });
    await expect(run(await fileWith('geen-naam.csv', 'a;b\n1;2\n'))).rejects.toMatchObject({
      code: 'import_mapping_incomplete',
    });
  });

  it('R16: with several company databases asks which one', async () => {
    await office.createCompany({ name: 'De Wilg' });
    const file = await fileWith('wilg.csv', 'Naam\nDe Uil\n');
    await expect(run(file)).rejects.toThrow(/--company.*De Linde.*De Wilg/s);
    await expect(run(file, { company: 'De Eik' })).rejects.toMatchObject({ code: 'company_not_found' });
    expect((await run(file, { company: 'de wilg' })).out).toMatch(/into De Wilg: 1 new/);
  });
});
