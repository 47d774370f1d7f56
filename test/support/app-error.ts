import { AppError } from '../../src/core/errors.ts';

/** The refusal of a use case. */
export async function errorOf(call: Promise<unknown>): Promise<AppError> {
  const error = await call.then(
    (answer) => new Error(`expected a refusal, got ${JSON.stringify(answer)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw error;
}
