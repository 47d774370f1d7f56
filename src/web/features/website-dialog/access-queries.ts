import type { QueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

/** All access of a contact, one row per website account (R2). */
export function accessQuery(companyId: string, contactId: string) {
  return api.accounts.ofContact.queryOptions({ input: { companyId, contactId } });
}

/** Fetches what the Website dialog shows before it is opened, so that it opens at once. */
export function prefetchAccess(queryClient: QueryClient, companyId: string, contactId: string): void {
  void queryClient.prefetchQuery(accessQuery(companyId, contactId));
  void queryClient.prefetchQuery(api.websites.list.queryOptions({ input: { companyId } }));
  void queryClient.prefetchQuery(api.licences.get.queryOptions({ input: { companyId } }));
}
