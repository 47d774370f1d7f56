import { expect, it } from 'vitest';
import { findCaddy, startCaddy } from '../../support/caddy.ts';
import { openWebSocket } from '../../support/echo-website.ts';
import { example, host } from './behind.ts';
import { describeWebsiteBehind } from './website-behind.ts';

const program = await findCaddy();

describeWebsiteBehind(
  {
    name: 'Caddy (forward_auth)',
    passesOn: 'itself',
    start: async (addresses) => startCaddy(program, await example('caddy/Caddyfile', addresses), host),
  },
  (behind) => {
    // GATE.md: what Caddy does that other web servers do not.
    it('I1: the visitor’s query, which Caddy appends to the check, decides nothing', async () => {
      const { get, relay } = behind();
      const answer = await get('/private/x?url=/about&x-forwarded-uri=/about&return=//evil.test');
      expect(relay.heard).toContain('GET /_gate/check?url=/about');
      expect(answer.status).toBe(302);
    });

    it('R12: the check answers though Caddy asks it with the visitor’s Upgrade header', async () => {
      const { server, anna, relay } = behind();
      const open = await openWebSocket(server.port, '/private/upgraded', { host, cookie: anna.cookie });
      open.socket.destroy();
      const asked = relay.heard
        .split('\r\n\r\n')
        .find((head) => /x-forwarded-uri: \/private\/upgraded/i.test(head));
      expect(asked).toMatch(/^GET \/_gate\/check HTTP/);
      expect(asked).toMatch(/\r\nupgrade: websocket/i);
    });

    it('R15: the website never sees the placeholder that Caddy writes for a header that is missing', async () => {
      const { signedIn, seen } = behind();
      const { cookie } = await signedIn('nothing-known@example.com', {
        contactTypes: [],
        priceGroup: '',
        contactNumber: '',
      });
      for (const headers of [{ cookie }, {}]) {
        const { rawHeaders } = await seen('/about', headers);
        expect(rawHeaders.join('\n')).not.toMatch(/\{|\}/);
      }
    });
  },
);
