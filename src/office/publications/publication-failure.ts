import { z } from 'zod';
import { catalogue } from '../../core/error-catalogue.ts';
import { AppError, type ErrorCode } from '../../core/errors.ts';
import type { Language } from '../../core/language.ts';

const stored = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** A failure as it is kept: code and parameters, so that each reads it in their own language. */
export function writeFailure(error: AppError): string {
  return JSON.stringify({ code: error.code, params: error.params });
}

/** What happened and what to do. */
export function describeFailure(failure: string, language: Language): string {
  const { code, params } = stored.parse(JSON.parse(failure));
  const known = isKnown(code)
    ? new AppError(code, params)
    : new AppError('publication_failed', { reason: code });
  return known.in(language);
}

function isKnown(code: string): code is ErrorCode {
  return Object.hasOwn(catalogue, code);
}
