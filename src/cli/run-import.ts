import { readConfig } from '../config.ts';
import { runImportContacts } from './import-contacts.ts';
import { openOffice } from './open-office.ts';

/** `gatehouse import contacts`: also while Gatehouse runs. Returns the exit code. */
export async function runImport(options: {
  readonly file: string;
  readonly company?: string | undefined;
  readonly skipErrors?: boolean;
}): Promise<number> {
  const { office, database, close } = await openOffice(readConfig());
  try {
    const { file, company, skipErrors = false } = options;
    return await runImportContacts(
      { office, database, file, company, skipErrors },
      process.stdout,
      process.stderr,
    );
  } finally {
    await close();
  }
}
