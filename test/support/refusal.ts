import { ORPCError } from '@orpc/client';

/** What the API answers to a call that it refuses. */
export async function refusalOf(call: Promise<unknown>): Promise<ORPCError<string, unknown>> {
  const error = await call.then(
    (answer) => new Error(`expected a refusal, got ${JSON.stringify(answer)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof ORPCError) return error;
  throw error;
}
