import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { openWebSocket } from '../../support/echo-website.ts';
import { type Behind, host } from './behind.ts';

const megabyte = 1024 * 1024;
const uploadMegabytes = 50;

export function describeTransfers(behind: () => Behind): void {
  it('R12: passes WebSockets, for who has access', async () => {
    const { server, anna } = behind();
    const open = await openWebSocket(server.port, '/private/live', { host, cookie: anna.cookie });
    expect(open.headers['x-user']).toBe('anna@example.com');
    for (const text of ['hello', 'and again']) {
      open.socket.write(text);
      expect(await open.next()).toBe(text);
    }
    open.socket.destroy();
  });

  it('I1: refuses WebSockets to everybody else', async () => {
    const { server, waiting, echo } = behind();
    const opened = echo.sockets.size;
    const asking = { host, 'sec-fetch-mode': 'websocket' };
    await expect(openWebSocket(server.port, '/private/live', asking)).rejects.toThrow('401');
    await expect(
      openWebSocket(server.port, '/private/live', { ...asking, cookie: waiting.cookie }),
    ).rejects.toThrow('403');
    expect(echo.sockets.size).toBeLessThanOrEqual(opened);
  });

  it.each(['h2c', 'H2C, websocket', 'websocket/13, h2c', 'TLS/1.2'])(
    'I1: no protocol but WebSocket gets past the check: Upgrade %s',
    async (upgrade) => {
      const { server } = behind();
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        const headers = {
          host,
          connection: 'Upgrade, HTTP2-Settings',
          upgrade,
          'http2-settings': 'AAMAAABkAAQAAP__',
        };
        const request = http.get({
          host: '127.0.0.1',
          port: server.port,
          path: '/about',
          agent: false,
          headers,
        });
        request.once('upgrade', () => reject(new Error('The website switched protocols.')));
        request.once('response', resolve);
        request.once('error', reject);
      });
      const body = await textOf(answer);
      if (answer.statusCode === 200) {
        expect(Object.keys(JSON.parse(body).headers)).not.toEqual(
          expect.arrayContaining([expect.stringMatching(/^(upgrade|http2-settings)$/)]),
        );
      } else expect([400, 426, 501]).toContain(answer.statusCode);
    },
  );

  it.each([
    ['with its length', { 'content-length': String(uploadMegabytes * megabyte) }],
    ['in chunks', { 'transfer-encoding': 'chunked' }],
  ])(
    'R12: a large upload %s arrives whole, while it is sent, without filling memory',
    async (_how, framing) => {
      const { server, anna, echo } = behind();
      const before = await server.peakMemory();
      const digest = createHash('sha256');
      const request = http.request({
        host: '127.0.0.1',
        port: server.port,
        path: '/private/upload',
        method: 'POST',
        agent: false,
        headers: { host, cookie: anna.cookie, accept: 'text/html', ...framing },
      });
      const answered = once(request, 'response');
      for (let sent = 0; sent < uploadMegabytes; sent += 1) {
        const piece = randomBytes(megabyte);
        digest.update(piece);
        if (!request.write(piece)) await once(request, 'drain');
        if (sent !== uploadMegabytes / 2) continue;
        // The first half is at the website before the second is sent.
        const from = performance.now();
        while (echo.uploaded < (sent - 8) * megabyte && performance.now() - from < 5000)
          await new Promise((resolve) => setTimeout(resolve, 10));
        expect(echo.uploaded).toBeGreaterThan((sent - 8) * megabyte);
      }
      request.end();
      const [answer]: IncomingMessage[] = await answered;
      expect(JSON.parse(await textOf(answer))).toEqual({
        bytes: uploadMegabytes * megabyte,
        sha256: digest.digest('hex'),
      });
      expect((await server.peakMemory()) - before).toBeLessThan(24 * megabyte);
    },
  );

  it('I1: nothing of an upload without access reaches the website', async () => {
    const { get, echo, waiting } = behind();
    const uploaded = echo.uploaded;
    const body = 'x'.repeat(100_000);
    expect((await get('/private/upload', {}, { method: 'POST', body })).status).toBe(303);
    const declined = await get('/private/upload', { cookie: waiting.cookie }, { method: 'POST', body });
    expect(declined.status).toBe(403);
    expect(echo.uploaded).toBe(uploaded);
  });

  it('R12: a download comes while the website sends it', async () => {
    const { server, anna, echo } = behind();
    const answer = await begin(server.port, '/private/slow', anna.cookie);
    const [first] = await once(answer, 'data');
    // The website sends the rest only after the first half has come all the way.
    echo.goOn();
    const [last] = await once(answer, 'data');
    expect([String(first), String(last)]).toEqual(['first', ' last']);
  });

  it('R12: keeps its connections to the gate', async () => {
    const { get, anna, relay } = behind();
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const before = relay.connections;
    for (let time = 0; time < 20; time += 1) {
      expect((await get('/private/x', { cookie: anna.cookie }, { agent })).status).toBe(200);
      expect((await get('/private/x', {}, { agent })).status).toBe(302);
    }
    agent.destroy();
    expect(relay.connections - before).toBeLessThanOrEqual(3);
  });

  it('R12: server-sent events come one by one', async () => {
    const { server, anna, echo } = behind();
    const answer = await begin(server.port, '/events', anna.cookie);
    for (let event = 0; event < 3; event += 1) {
      const [piece] = await once(answer, 'data');
      expect(String(piece)).toBe('data: x\n\n');
      // The website sends the next one only after this one has come all the way.
      echo.goOn();
    }
    answer.destroy();
  });
}

async function begin(port: number, path: string, cookie: string): Promise<IncomingMessage> {
  const request = http.get({ host: '127.0.0.1', port, path, agent: false, headers: { host, cookie } });
  const [answer]: IncomingMessage[] = await once(request, 'response');
  if (answer?.statusCode !== 200) throw new Error(`${path} was answered with ${answer?.statusCode}`);
  return answer;
}

async function textOf(answer: IncomingMessage | undefined): Promise<string> {
  let text = '';
  for await (const piece of answer ?? []) text += String(piece);
  return text;
}
