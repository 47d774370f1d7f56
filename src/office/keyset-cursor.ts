import { z } from 'zod';
import { AppError } from '../core/errors.ts';

/** The place where the next page of a list begins, as an opaque text: the sort values of the last row shown. */
export function writeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * The sort values in a cursor, or null without one.
 * @throws AppError `invalid_input` for one that is not ours
 */
export function readCursor<Shape extends readonly [z.ZodType, ...z.ZodType[]]>(
  cursor: string | undefined,
  shape: Shape,
): z.infer<z.ZodTuple<Shape>> | null {
  if (cursor === undefined) return null;
  try {
    return z.tuple(shape).parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    throw new AppError('invalid_input', {}, { cause, field: 'cursor' });
  }
}
