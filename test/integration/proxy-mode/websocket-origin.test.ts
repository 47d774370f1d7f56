import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWebSocket } from '../../support/echo-website.ts';
import { type ProxyStage, startProxyStage } from '../../support/proxy-stage.ts';

let stage: ProxyStage;
beforeAll(async () => {
  stage = await startProxyStage({ website: { publicUrl: 'https://partners.test', protection: 'whole' } });
  stage.inner.on('upgrade', (_request, socket) => {
    socket.on('error', () => socket.destroy());
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
  });
});
afterAll(() => stage?.close());

/** 101, or the status of the refusal. */
async function statusFrom(origin: string): Promise<number> {
  const headers = { host: 'partners.test', cookie: stage.cookie, origin };
  try {
    const { socket } = await openWebSocket(stage.node.port, '/live', headers);
    socket.destroy();
    return 101;
  } catch (error) {
    return Number(/\d{3}/.exec(String(error))?.[0]);
  }
}

it('GATE, I1: a page by http, which whoever sits on the line can write, opens no WebSocket of a website by https', async () => {
  expect(await statusFrom('https://partners.test')).toBe(101);
  for (const origin of [
    'http://partners.test',
    'http://partners.test:443',
    'null',
    'https://x@partners.test.evil',
  ])
    expect(await statusFrom(origin)).toBe(401);
});
