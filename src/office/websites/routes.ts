import { serverConfig } from '../../core/web-server-configs/server-config.ts';
import { usualAddresses } from '../../core/web-server-configs/web-server.ts';
import { authorise, os } from '../api.ts';
import { createWebsite } from './create-website.ts';
import { readWebsite, readWebsites } from './read-websites.ts';
import { removeWebsite } from './remove-website.ts';
import { updateWebsite } from './update-website.ts';

export const websitesRoutes = {
  list: os.websites.list.handler(({ input, context }) =>
    readWebsites(context.office.db, authorise(context, input.companyId).companyId),
  ),
  get: os.websites.get.handler(({ input, context }) =>
    readWebsite(context.office.db, authorise(context, input.companyId).companyId, input.websiteId),
  ),
  create: os.websites.create.handler(({ input, context }) =>
    createWebsite(context.office, authorise(context, input.companyId), input.website),
  ),
  update: os.websites.update.handler(({ input, context }) =>
    updateWebsite(context.office, authorise(context, input.companyId), input),
  ),
  remove: os.websites.remove.handler(async ({ input, context }) => {
    await removeWebsite(context.office, authorise(context, input.companyId), input.websiteId);
    return { ok: true as const };
  }),
  serverConfig: os.websites.serverConfig.handler(async ({ input, context }) => {
    const { companyId } = authorise(context, input.companyId);
    const { office } = context;
    const website = await readWebsite(office.db, companyId, input.websiteId);
    const gate = `127.0.0.1:${office.config.GATE_PORT}`;
    const address =
      website.origin.kind === 'upstream' ? hostAndPort(website.origin.url) : usualAddresses.website;
    const { files, commands } = serverConfig(input.server, website, { gate, website: address });
    return { files: [...files], commands: [...commands] };
  }),
};

function hostAndPort(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}
