import { withTransaction } from '../database/transaction.ts';
import type { Office } from '../office/context.ts';
import { insertEmployee } from '../office/employees/insert-employee.ts';
import { createSampleCompany } from '../office/sample/create-sample-company.ts';
import { sampleSignIns } from '../office/sample/sample-people.ts';
import { hashPassword } from '../passwords/password-hash.ts';
import { newPassword } from './new-password.ts';

/** Who can sign in to the sample company; passwords are known only when they are made. */
export interface Sample {
  readonly email: string;
  /** Null where the company was there already. */
  readonly password: string | null;
  readonly visitors: readonly { readonly website: string; readonly email: string }[];
  readonly visitorPassword: string | null;
}

const administrator = { name: 'Mieke Smeets', email: 'mieke@delinde.example', language: 'nl' } as const;

/**
 * Makes the sample company with an administrator where there is no company yet; else says whose it is. Passwords are
 * made here, given back once, and kept nowhere in clear.
 */
export async function prepareSample(office: Office): Promise<Sample> {
  const existing = await office.db.selectFrom('company').select('id').limit(1).executeTakeFirst();
  const employees = await office.db.selectFrom('employee').select('email').orderBy('created_at').execute();
  const [first] = employees;
  if (existing !== undefined || first !== undefined) {
    return { email: first?.email ?? '', password: null, visitors: [], visitorPassword: null };
  }
  const password = newPassword();
  const visitorPassword = newPassword();
  const passwordHash = await hashPassword(password);
  const id = await withTransaction({ kysely: office.db }, (trx) =>
    insertEmployee(trx, office.clock, { ...administrator, passwordHash }),
  );
  await createSampleCompany(office, { id, name: administrator.name }, { visitorPassword });
  const visitors = sampleSignIns.map(({ website, email }) => ({ website, email }));
  return { email: administrator.email, password, visitors, visitorPassword };
}
