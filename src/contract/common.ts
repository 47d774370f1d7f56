import { oc } from '@orpc/contract';
import { z } from 'zod';
import { parseEmailAddress } from '../core/email-address.ts';
import { languages } from '../core/language.ts';
import { accountStatuses } from '../core/status.ts';

/** Where the office's API lies. */
export const apiPrefix = '/api';

export const id = z.uuid();
export const timestamp = z.iso.datetime({ offset: true });
export const language = z.enum(languages);
export const accountStatus = z.enum(accountStatuses);
/** Counter that rises with each change of a record; a change names the one it was based on (case 33). */
export const version = z.number().int().nonnegative();

export const email = z
  .string()
  .trim()
  .refine((value) => parseEmailAddress(value) !== null, { error: 'email' });

/** A line of text that a person typed: trimmed, no control characters (case 28). */
export function line(max: number) {
  return z
    .string()
    .trim()
    .max(max, { error: 'too_long' })
    .refine((value) => !/\p{Cc}/u.test(value), { error: 'control_characters' });
}
export function requiredLine(max: number) {
  return line(max).min(1, { error: 'required' });
}

/** A text of several lines: tabs and line ends, no other control characters (the database keeps no NUL). */
export function text(max: number) {
  return z
    .string()
    .max(max, { error: 'too_long' })
    .refine((value) => !/[^\P{Cc}\t\r\n]/u.test(value), { error: 'control_characters' });
}

/** Every call is about one company; the caller needs a role there (I8). */
export const ofCompany = z.object({ companyId: id });

/** Keyset paging: pass the `next` of one page as `cursor` of the following. */
export const paging = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable(), total: z.number().int().nullable() });
}

/** Yes or no in an address (`?descending=true`), where every value is a text. */
export const flag = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })]);

/** Who did something: staff, a visitor, the website's policy or the system itself. */
export const actor = z.object({ kind: z.enum(['staff', 'visitor', 'policy', 'system']), name: z.string() });

export const authenticated = oc;
export const ok = z.object({ ok: z.literal(true) });
