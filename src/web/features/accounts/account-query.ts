import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { z } from 'zod';
import { api } from '../../api/client.ts';
import type { accountsSearch } from './accounts-search.ts';

export type AccountsFilter = z.infer<typeof accountsSearch>;
const pageSize = 100;

/** The filters as the API takes them. */
export function accountsInput(companyId: string, filter: AccountsFilter) {
  return {
    companyId,
    search: filter.search,
    websiteId: filter.website,
    status: filter.status,
    // Sent only when true: "false" in an address would be read as true.
    ...(filter.unpublished === 'yes' ? { unpublished: true } : {}),
  };
}

/** The list as the address describes it, page by page. */
export function accountListQuery(companyId: string, filter: AccountsFilter) {
  return infiniteQueryOptions({
    ...api.accounts.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...accountsInput(companyId, filter),
        cursor,
        limit: pageSize,
      }),
      initialPageParam: undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
}

export function isNarrowed(filter: AccountsFilter): boolean {
  const { search, website, status, unpublished } = filter;
  return [search, website, status, unpublished].some((value) => value !== undefined);
}

export const noFilter = {
  search: undefined,
  website: undefined,
  status: undefined,
  unpublished: undefined,
} as const satisfies AccountsFilter;
