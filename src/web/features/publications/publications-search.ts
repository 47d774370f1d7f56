import { z } from 'zod';

/** Plan or history, and for which website. */
export const publicationsSearch = z.object({
  view: z.enum(['history']).optional().catch(undefined),
  website: z.string().optional(),
});
