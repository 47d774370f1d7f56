import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { WebServer } from '../../../../core/web-server-configs/web-server.ts';
import { api } from '../../../api/client.ts';
import { useCompanyId } from '../../../api/me.ts';

/** The files and commands of a web server for a website; what was shown stays until they are there. */
export function useServerConfig(websiteId: string, server: WebServer) {
  const companyId = useCompanyId();
  return useQuery({
    ...api.websites.serverConfig.queryOptions({ input: { companyId, websiteId, server } }),
    placeholderData: keepPreviousData,
  });
}
