import { AppError } from '../core/errors.ts';
import { InputError } from './input-error.ts';

/** What to tell a person at the command line about any failure: one message, what happened and what to do. */
export function explainFailure(error: unknown): string {
  if (error instanceof AppError || error instanceof InputError) return error.message;
  const reason = error instanceof Error ? error.message : String(error);
  return `Gatehouse stopped because of something unforeseen: ${reason}\nStart it again; if it stays, report this line.`;
}
