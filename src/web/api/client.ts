import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { apiPrefix } from '../../contract/common.ts';
import { officeApi } from '../../contract/office-api.ts';
import { i18n } from '../i18n/i18n.ts';

/** What every request carries: proof that it comes from our own pages, and the language to answer in. */
export function requestHeaders(): Record<string, string> {
  return { 'x-gatehouse-csrf': '1', 'accept-language': i18n.language };
}

const link = new OpenAPILink(officeApi, {
  url: () => new URL(apiPrefix, window.location.origin).href,
  headers: requestHeaders,
  fetch: (request, init) => globalThis.fetch(request, { ...init, credentials: 'same-origin' }),
});

/** Calls of the office's API, typed by the contract. */
export const client: ContractRouterClient<typeof officeApi> = createORPCClient(link);

/** The same calls as options of TanStack Query: `api.contacts.list.queryOptions({ input })`. */
export const api = createTanstackQueryUtils(client);
