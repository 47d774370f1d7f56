import { z } from 'zod';
import { verdict } from '../../../contract/applications.ts';

/** Filters of the list of applications, as they stand in the address. */
export const applicationsSearch = z.object({
  search: z.string().optional(),
  state: z.enum(['decided', 'all']).optional().catch(undefined),
  website: z.string().optional(),
  verdict: verdict.optional().catch(undefined),
});
