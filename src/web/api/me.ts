import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api } from './client.ts';

/** Who is signed in, with the companies they may enter. */
export const meQuery = queryOptions({ ...api.session.me.queryOptions(), staleTime: 60_000 });

export function useMe() {
  return useSuspenseQuery(meQuery).data;
}

/** The company database whose screen is open. */
export function useCompanyId(): string {
  return useParams({ from: '/c/$companyId' }).companyId;
}

export function useCompany() {
  const companyId = useCompanyId();
  return useMe().companies.find((company) => company.id === companyId) ?? null;
}
