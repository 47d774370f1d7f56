import { z } from 'zod';
import { newId } from '../../../core/uuid.ts';

/** The number of a form, so that one that is sent twice is one request (case 16); a new one where it has none. */
export function formId(value: string | undefined): string {
  return z.uuid().safeParse(value).data ?? newId();
}
