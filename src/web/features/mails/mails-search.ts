import { z } from 'zod';
import { mailState } from '../../../contract/mails.ts';

/** Filters of the list of mails, as they stand in the address. */
export const mailsSearch = z.object({
  search: z.string().optional(),
  state: mailState.optional().catch(undefined),
  website: z.string().optional(),
});
