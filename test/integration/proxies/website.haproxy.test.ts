import { expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import { findHaproxy, startHaproxy } from '../../support/haproxy.ts';
import { type Behind, example, host, ofWebsite } from './behind.ts';
import { describeWebsiteBehind } from './website-behind.ts';

const program = await findHaproxy();

const start = async (addresses: { gate: string; website: string }, change = (script: string) => script) => {
  const config = await example('haproxy/haproxy.cfg', addresses);
  const script = change(await example('haproxy/gatehouse.lua', addresses));
  return startHaproxy(program, { config, script, host });
};

describeWebsiteBehind(
  { name: 'HAProxy (Lua)', passesOn: 'itself', start: (addresses) => start(addresses) },
  (behind) => {
    const besides = (change: (script: string) => string) => {
      const { relay, echo }: Behind = behind();
      return start({ gate: `127.0.0.1:${relay.port}`, website: `127.0.0.1:${echo.port}` }, change);
    };

    it.each([
      ['fails before it asks', 'local headers, cookies = question(txn)', 'error("broken")'],
      ['fails after the gate’s answer', 'txn:set_var("txn.gatehouse", "passed")', 'error("broken")'],
    ])('I1: a script that %s lets nobody in', async (_when, from, to) => {
      const broken = await besides((script) => script.replace(from, to));
      try {
        const headers = { cookie: behind().anna.cookie };
        const answer = await ask({ port: broken.port, path: '/private/x', host, headers });
        expect(answer.status).toBe(503);
        expect(answer.body).not.toContain(ofWebsite);
        await expect.poll(() => broken.log()).toContain('broken');
      } finally {
        await broken.stop();
      }
    });

    it('R12: a page of the gate of 20 kB goes to the visitor whole, with its headers', async () => {
      const { get, relay } = behind();
      const page = 'x'.repeat(20_000);
      const head = `HTTP/1.1 403 Forbidden\r\ncontent-type: text/html\r\nset-cookie: a=1\r\nset-cookie: b=2\r\n`;
      await relay.become({
        answer: `${head}content-length: ${page.length}\r\nconnection: close\r\n\r\n${page}`,
      });
      try {
        const answer = await get('/private/x');
        expect(answer).toMatchObject({ status: 403, body: page });
        expect(answer.headers['set-cookie']).toEqual(['a=1', 'b=2']);
      } finally {
        await relay.become('there');
      }
    });
  },
);
