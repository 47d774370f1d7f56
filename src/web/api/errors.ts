import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { i18n } from '../i18n/i18n.ts';

const refusal = z.object({
  field: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  issues: z.array(z.object({ field: z.string(), code: z.string() })).optional(),
});
export type Refusal = z.infer<typeof refusal>;

/** The stable code of an error of the API, or `offline` where the office did not answer at all. */
export function errorCode(error: unknown): string {
  if (error instanceof ORPCError) return String(error.code);
  return 'offline';
}

/** What the person is told: the API's own sentence, or that the office does not answer; a text is a sentence already. */
export function errorMessage(error: unknown): string {
  if (typeof error === 'string' && error !== '') return error;
  if (error instanceof ORPCError && error.message !== '') return error.message;
  return i18n.t(error instanceof TypeError ? 'errors.offline' : 'errors.unexpected');
}

/** Fields at fault, as the API names them. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof ORPCError)) return {};
  const parsed = refusal.safeParse(error.data);
  return parsed.success ? parsed.data : {};
}

/** Whether the session ended, so that one has to sign in again. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ORPCError && (error.code === 'not_signed_in' || error.code === 'UNAUTHORIZED');
}

/** Whether an answer says that the thing is not there (any more). */
export function isNotFound(error: unknown): boolean {
  return error instanceof ORPCError && (error.code === 'not_found' || error.status === 404);
}
