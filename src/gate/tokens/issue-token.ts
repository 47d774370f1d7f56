import type { Clock } from '../../core/clock.ts';
import type { GateTransaction } from '../context.ts';
import { newTokenValue, type TokenPurpose, tokenHash } from './token-value.ts';

/** What a token is for and whom it belongs to. */
export interface TokenRequest {
  readonly purpose: TokenPurpose;
  readonly websiteId: string;
  readonly companyId: string;
  readonly loginId?: string | null;
  readonly registrationId?: string | null;
  /** The account that a progress link tells about. */
  readonly accountId?: string | null;
  /** The canonical address that the link is mailed to; having the link proves it. */
  readonly emailCanonical: string;
  /** For a sign-in link: where to go afterwards, and whether to stay signed in. */
  readonly returnPath?: string;
  readonly keep?: boolean;
  /** Hours until it is worth nothing. */
  readonly hours: number;
}

/**
 * Makes the secret of a link: only its hash is kept. Earlier links for the same thing go on working until one of
 * them is used (case 19), so that whoever asked twice may take either mail.
 */
export async function issueToken(trx: GateTransaction, clock: Clock, request: TokenRequest): Promise<string> {
  const token = newTokenValue();
  const now = clock.now();
  await trx
    .insertInto('token')
    .values({
      token_hash: tokenHash(token),
      purpose: request.purpose,
      website_id: request.websiteId,
      company_id: request.companyId,
      registration_id: request.registrationId ?? null,
      login_id: request.loginId ?? null,
      account_id: request.accountId ?? null,
      email_canonical: request.emailCanonical,
      created_at: now,
      expires_at: new Date(now.getTime() + request.hours * 3_600_000),
      used_at: null,
      return_path: request.returnPath ?? '/',
      keep: request.keep ?? false,
    })
    .execute();
  return token;
}
