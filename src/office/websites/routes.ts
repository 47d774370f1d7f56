import { nginxConfig, usualAddresses } from '../../core/nginx-config.ts';
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
    const origin =
      website.origin.kind === 'upstream' ? new URL(website.origin.url).host : usualAddresses.website;
    return {
      nginx: nginxConfig({ name: website.name, hosts: website.hosts }, { gate, website: origin }),
    };
  }),
};
