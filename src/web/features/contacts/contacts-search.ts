import { z } from 'zod';
import { contactSort, contactType } from '../../../contract/contacts.ts';

/** Search, filters and order of the list of contacts, as they stand in the address. */
export const contactsSearch = z.object({
  search: z.string().optional(),
  type: contactType.optional().catch(undefined),
  active: z.enum(['inactive', 'all']).optional().catch(undefined),
  website: z.string().optional(),
  sort: contactSort.optional().catch(undefined),
  order: z.enum(['descending']).optional().catch(undefined),
});
export type ContactsSearch = z.infer<typeof contactsSearch>;
