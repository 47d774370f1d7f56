import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ProxyStage, startProxyStage } from '../support/proxy-stage.ts';

let stage: ProxyStage;
beforeAll(async () => {
  stage = await startProxyStage({ website: { protection: 'none' } });
});
afterAll(() => stage?.close());

it('I8: a website gives no orders to the web server in front of the gate, which may serve other companies’ websites too', async () => {
  const orders = {
    'X-Accel-Redirect': '/other-company/private.pdf',
    'X-Sendfile': '/srv/other-company/private.pdf',
    'X-LIGHTTPD-send-file': '/srv/other-company/private.pdf',
    'X-Sendfile2': '/srv/other-company/private.pdf 0-',
    'X-Reproxy-URL': 'http://127.0.0.1:8082/metrics',
  };
  stage.serve(
    (_request, response) => void response.writeHead(200, { ...orders, 'X-Own': 'stays' }).end('page'),
  );
  const { headers, body } = await stage.get('/x');
  for (const name of Object.keys(orders))
    expect([name, headers[name.toLowerCase()]]).toEqual([name, undefined]);
  expect(headers['x-own']).toBe('stays');
  expect(body).toBe('page');
});
