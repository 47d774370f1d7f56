import { AppError } from '../../core/errors.ts';
import type { Language } from '../../core/language.ts';
import { withTransaction } from '../../database/transaction.ts';
import { hashPassword } from '../../passwords/password-hash.ts';
import { insertCompany } from '../companies/insert-company.ts';
import type { Office, Staff } from '../context.ts';
import { insertEmployee } from '../employees/insert-employee.ts';
import { requireStrongPassword } from '../employees/require-strong-password.ts';
import { completeSampleCompany, insertSampleCompany } from '../sample/create-sample-company.ts';
import { hashToken } from '../session/session-token.ts';
import { startSession } from '../session/start-session.ts';
import { isSetupNeeded, isSetupTokenValid } from './setup-link.ts';

export interface SetupInput {
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly language: Language;
  readonly company: { readonly kind: 'own'; readonly name: string } | { readonly kind: 'sample' };
}

/**
 * Makes the first administrator by the one-time link, with a company database of their own or the sample company,
 * and signs in (R18). Works once: of two at the same moment one wins. A weak password does not burn the link (case 22).
 * @throws AppError `setup_done`, `setup_link_used`, `password_weak`
 */
export async function completeSetup(
  office: Office,
  input: SetupInput,
): Promise<{ token: string; employeeId: string }> {
  if (!(await isSetupTokenValid(office, input.token))) throw await refusal(office);
  const { company } = input;
  const context = [input.name, input.email, ...(company.kind === 'own' ? [company.name] : [])];
  requireStrongPassword(input.password, context, input.language, 'password');
  const passwordHash = await hashPassword(input.password);
  const made = await withTransaction({ kysely: office.db }, async (trx) => {
    await trx.selectFrom('installation').select('id').forUpdate().execute();
    const now = office.clock.now();
    const used = await trx
      .updateTable('setup_token')
      .set({ used_at: now })
      .where('token_hash', '=', hashToken(input.token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returning('created_at')
      .executeTakeFirst();
    if (used === undefined || !(await isSetupNeeded(trx))) throw await refusal(office);
    const employeeId = await insertEmployee(trx, office.clock, { ...input, passwordHash });
    const employee = { id: employeeId, name: input.name };
    const { language } = input;
    let sample: Staff | null = null;
    if (company.kind === 'sample') sample = await insertSampleCompany(office, trx, employee);
    else await insertCompany(trx, office.clock, { name: company.name, language, isSample: false, employee });
    return { employeeId, sample, token: await startSession(trx, office.clock, employeeId) };
  });
  if (made.sample !== null) await completeSampleCompany(office, made.sample, {});
  return { token: made.token, employeeId: made.employeeId };
}

/** The link was used to set this office up, or it is only out of date: the way out differs. */
async function refusal(office: Office): Promise<AppError> {
  return new AppError((await isSetupNeeded(office.db)) ? 'setup_link_used' : 'setup_done');
}
