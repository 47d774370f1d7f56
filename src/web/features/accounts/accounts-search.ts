import { z } from 'zod';
import { accountStatus } from '../../../contract/common.ts';

/** View and filters of the website accounts, as they stand in the address. */
export const accountsSearch = z.object({
  view: z.enum(['matrix']).optional().catch(undefined),
  search: z.string().optional(),
  website: z.string().optional(),
  status: accountStatus.optional().catch(undefined),
  unpublished: z.enum(['yes']).optional().catch(undefined),
});
