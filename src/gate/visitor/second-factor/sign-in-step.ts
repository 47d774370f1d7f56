import type { Clock } from '../../../core/clock.ts';
import { readMethods, type SignInMethod } from '../../../core/security-events.ts';
import type { GateDatabase, GateTransaction } from '../../context.ts';
import { newTokenValue, tokenHash } from '../../tokens/token-value.ts';
import type { PublishedWebsite } from '../../websites/published-website.ts';

/** Seconds in which the second step must follow the first. */
export const stepSeconds = 600;

/** A sign-in whose first step succeeded and whose second is still to come. */
export interface SignInStep {
  readonly loginId: string;
  /** What the first step was. */
  readonly methods: readonly SignInMethod[];
  /** "Keep me signed in" was ticked. */
  readonly keep: boolean;
  readonly returnPath: string;
}

/** Notes a first step and returns the secret by which the browser goes on; it is good on this website only (case 2). */
export async function startStep(
  trx: GateTransaction,
  clock: Clock,
  website: PublishedWebsite,
  step: SignInStep,
): Promise<string> {
  const token = newTokenValue();
  const now = clock.now();
  await trx
    .insertInto('sign_in_step')
    .values({
      token_hash: tokenHash(token),
      company_id: website.companyId,
      website_id: website.id,
      login_id: step.loginId,
      methods: [...step.methods],
      keep: step.keep,
      return_path: step.returnPath,
      created_at: now,
      expires_at: new Date(now.getTime() + stepSeconds * 1000),
    })
    .execute();
  return token;
}

/** The step behind a browser's secret, or null where it is over, done, or of another website. */
export async function findStep(
  db: GateDatabase,
  clock: Clock,
  website: PublishedWebsite,
  token: string,
): Promise<SignInStep | null> {
  const row = await db
    .selectFrom('sign_in_step')
    .select(['login_id', 'methods', 'keep', 'return_path'])
    .where('token_hash', '=', tokenHash(token))
    .where('website_id', '=', website.id)
    .where('company_id', '=', website.companyId)
    .where('expires_at', '>', clock.now())
    .executeTakeFirst();
  if (row === undefined) return null;
  const { login_id: loginId, keep, return_path: returnPath } = row;
  return { loginId, keep, returnPath, methods: readMethods(row.methods) };
}

/** Takes a step away; whoever does it is the one that finishes the sign-in. */
export async function takeStep(trx: GateTransaction, token: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('sign_in_step')
    .where('token_hash', '=', tokenHash(token))
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
