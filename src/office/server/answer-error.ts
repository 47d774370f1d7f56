import { ValidationError } from '@orpc/contract';
import { ORPCError } from '@orpc/server';
import type { Logger } from 'pino';
import { AppError } from '../../core/errors.ts';
import type { Language } from '../../core/language.ts';
import { newId } from '../../core/uuid.ts';

/** One field at fault: its path in the contract (`contact.email`) and a key of the interface's texts (`required`). */
export interface InputIssue {
  readonly field: string;
  readonly code: string;
}

/**
 * Any error as the API answers it, in the person's language. Expected refusals keep their code; input that the
 * contract refuses becomes `invalid_input` with the fields at fault; everything else becomes `internal_error`
 * with an id under which the log has the cause, and nothing of the cause leaves the office.
 */
export function toApiError(error: unknown, language: Language, log: Logger): ORPCError<string, unknown> {
  if (error instanceof AppError) return fromAppError(error, language);
  if (error instanceof ORPCError) {
    if (error.status < 500) {
      const code = error.status === 404 ? 'not_found' : 'invalid_input';
      const issues = error.cause instanceof ValidationError ? error.cause.issues.map(toIssue) : [];
      return fromAppError(new AppError(code), language, code === 'invalid_input' ? { issues } : {});
    }
    return unexpected(error.cause ?? error, language, log);
  }
  return unexpected(error, language, log);
}

function fromAppError(
  error: AppError,
  language: Language,
  more: { issues?: readonly InputIssue[] } = {},
): ORPCError<string, unknown> {
  return new ORPCError(error.code, {
    status: error.status,
    message: error.in(language),
    data: { params: error.params, ...(error.field === undefined ? {} : { field: error.field }), ...more },
  });
}

function unexpected(cause: unknown, language: Language, log: Logger): ORPCError<string, unknown> {
  const id = newId();
  const issues = cause instanceof ValidationError ? cause.issues.map(toIssue) : undefined;
  log.error({ err: cause, errorId: id, ...(issues === undefined ? {} : { issues }) }, 'unexpected error');
  return fromAppError(new AppError('internal_error', { id }), language);
}

/** What a validator says of one field. Our own schemas give a key as message; zod's own codes are keys as well. */
function toIssue(issue: ValidationError['issues'][number]): InputIssue {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  if (/^[a-z][a-z0-9_]*$/.test(issue.message)) return { field: path.join('.'), code: issue.message };
  const { code, input } = issue as { code?: unknown; input?: unknown }; // zod's issues hold more than the standard's
  if (code === 'invalid_type' && input === undefined) return { field: path.join('.'), code: 'required' };
  return { field: path.join('.'), code: typeof code === 'string' ? code : 'invalid' };
}
