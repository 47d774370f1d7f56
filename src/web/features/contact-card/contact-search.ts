import { z } from 'zod';

export const contactTabs = ['general', 'persons', 'settings', 'timeline'] as const;

/** Which tab of the card is open, and whether the Website dialog stands over it (`list`, `new` or an account's id). */
export const contactSearch = z.object({
  tab: z.enum(contactTabs).optional().catch(undefined),
  access: z.string().optional(),
});
