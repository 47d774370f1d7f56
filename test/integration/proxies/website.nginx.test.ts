import { expect, it } from 'vitest';
import { nginxConfig } from '../../../src/core/web-server-configs/nginx.ts';
import { ask } from '../../support/ask.ts';
import { findNginx, startNginx } from '../../support/nginx.ts';
import { example, host } from './behind.ts';
import { describeWebsiteBehind } from './website-behind.ts';

const program = await findNginx();

describeWebsiteBehind(
  {
    name: 'nginx (auth_request)',
    passesOn: 'itself',
    start: async (addresses) => startNginx(program, await example('nginx/website.conf', addresses)),
  },
  (behind) => {
    it('I1: a server on the same port that lets in other header names does not let them through', async () => {
      const { relay, echo } = behind();
      const config = await example('nginx/website.conf', {
        gate: `127.0.0.1:${relay.port}`,
        website: `127.0.0.1:${echo.port}`,
      });
      const other = 'server { listen 80; server_name other.test; underscores_in_headers on; return 404; }\n';
      const nginx = await startNginx(program, config, other);
      try {
        const spoofed = { Remote_User: 'spoofed', REMOTE_GROUPS: 'spoofed', Gatehouse_Assertion: 'spoofed' };
        const answer = await ask({ port: nginx.port, path: '/about', host, headers: spoofed });
        expect(answer.status).toBe(200);
        expect(answer.body).not.toContain('spoofed');
      } finally {
        await nginx.stop();
      }
    });

    it('R16: websites with long host names stand side by side', async () => {
      const hosts = ['nl', 'be'].map((end) => `partners.bakkerij-de-groot-en-zonen.${end}`);
      const both = await startNginx(
        program,
        hosts.map((name) => nginxConfig({ name, hosts: [name, `www.${name}`] })).join(''),
      );
      await both.stop();
    });
  },
);
