import { createHash } from 'node:crypto';
import { z } from 'zod';
import { newId } from '../../../core/uuid.ts';

/** The number of a form, so that one that is sent twice is one request (case 16); a new one where it has none. */
export function formId(value: string | undefined): string {
  return z.uuid().safeParse(value).data ?? newId();
}

/**
 * The id of what a form asks for: a UUID (version 8, RFC 9562) out of its number and of what was typed. The same form
 * with another address, as after the browser's "back", is another request and must not be lost (I4).
 */
export function requestId(form: string | undefined, ...typed: readonly string[]): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([formId(form), ...typed]))
    .digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
