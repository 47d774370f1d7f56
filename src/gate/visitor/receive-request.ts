import type { ApplicationData } from '../../contract/applications.ts';
import type { EmailAddress } from '../../core/email-address.ts';
import type { VisitorLanguage } from '../../core/language.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import type { VisitorGate } from './visitor-gate.ts';

/** What a visitor may ask for with nothing but an address. */
export interface ReceivedRequest {
  /** Of the form: one that is sent twice is one request (case 16). */
  readonly id: string;
  readonly email: EmailAddress;
  readonly language: VisitorLanguage;
  /** The visitor's network address, for throttling. */
  readonly address: string;
  readonly returnPath: string;
  readonly wish:
    | { readonly kind: 'reset' }
    | { readonly kind: 'resend' }
    | { readonly kind: 'sign_in_link'; readonly keep: boolean }
    | { readonly kind: 'sign_up'; readonly passwordHash: string; readonly data: ApplicationData };
}

/**
 * Takes down what a visitor asks for, with one insert that is the same whether the address is known or not (I7);
 * the worker sees to it after the answer. Once this returns the request is not lost (I4).
 * @throws AppError `too_many_attempts` where the address was sent much already, known or not.
 */
export async function receiveRequest(
  gate: VisitorGate,
  website: PublishedWebsite,
  request: ReceivedRequest,
): Promise<void> {
  const { wish, email } = request;
  await gate.throttle.mail({
    websiteId: website.id,
    companyId: website.companyId,
    emailCanonical: email.canonical,
    address: request.address,
  });
  const now = gate.clock.now();
  await gate.db
    .insertInto('visitor_request')
    .values({
      id: request.id,
      kind: wish.kind,
      company_id: website.companyId,
      website_id: website.id,
      email: email.typed,
      email_canonical: email.canonical,
      language: request.language,
      password_hash: wish.kind === 'sign_up' ? wish.passwordHash : null,
      data: wish.kind === 'sign_up' ? JSON.stringify(wish.data) : null,
      return_path: request.returnPath,
      keep: wish.kind === 'sign_in_link' && wish.keep,
      created_at: now,
      next_attempt_at: now,
      done_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  gate.wakeRequests();
}
