import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { webServers } from '../../../src/core/web-server-configs/web-server.ts';
import { websiteInput } from '../../support/access.ts';
import { startTestGatehouse, type TestGatehouse } from '../../support/gatehouse.ts';
import type { TestCompany } from '../../support/office.ts';

let gatehouse: TestGatehouse;
let company: TestCompany;
beforeAll(async () => {
  gatehouse = await startTestGatehouse();
  company = await gatehouse.createCompany();
});
afterAll(() => gatehouse?.stop());

describe('the configuration that the office hands out', () => {
  test.each(webServers)('R12: is complete for %s, with the hosts of the website', async (server) => {
    const { companyId, api } = company;
    const website = await api.websites.create({
      companyId,
      website: websiteInput({
        name: `For ${server}`,
        hosts: [`${server}.example.com`, `www.${server}.example.com`],
      }),
    });
    const { files, commands } = await api.websites.serverConfig({ companyId, websiteId: website.id, server });
    const text = files.map((file) => file.text).join('\n');
    for (const host of website.hosts) expect(text).toContain(host);
    expect(text).toContain(`For ${server}: `);
    expect(files[0]?.place).toMatch(/^\/etc\//);
    expect(commands).not.toEqual([]);
  });

  test('R12: leads to where the website is, also where the address names no port', async () => {
    const { companyId, api } = company;
    const configOf = async (url: string) => {
      const website = await api.websites.create({
        companyId,
        website: websiteInput({ origin: { kind: 'upstream', url } }),
      });
      const input = { companyId, websiteId: website.id, server: 'nginx' as const };
      return (await api.websites.serverConfig(input)).files[0]?.text;
    };
    expect(await configOf('http://192.0.2.7:8000/base')).toContain('server 192.0.2.7:8000;');
    expect(await configOf('http://intranet.test')).toContain('server intranet.test:80;');
  });
});
