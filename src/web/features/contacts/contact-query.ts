import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { ContactsSearch } from './contacts-search.ts';

const pageSize = 100;

/** The list as the address describes it, page by page. */
export function contactListQuery(companyId: string, filter: ContactsSearch) {
  return infiniteQueryOptions({
    ...api.contacts.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        companyId,
        cursor,
        limit: pageSize,
        search: filter.search,
        type: filter.type,
        active: filter.active ?? 'active',
        websiteId: filter.website,
        sort: filter.sort ?? 'relevance',
        // Sent only when true: "false" in an address would be read as true.
        ...(filter.order === 'descending' ? { descending: true } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
}
