import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishedWebsite } from '../../../src/gate/websites/published-website.ts';
import { ask, type Question } from '../../support/ask.ts';
import {
  addPerson,
  addWebsite,
  type CheckServer,
  changeWebsite,
  setStatus,
  signIn,
  startCheckServer,
  testClock,
} from '../../support/check-server.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type EchoWebsite, openWebSocket, type Seen, startEchoWebsite } from '../../support/echo-website.ts';
import { ownTime } from '../../support/own-time.ts';

let database: TestDatabase;
let node: CheckServer;
let echo: EchoWebsite;
let website: PublishedWebsite;
let cookie: string;
const clock = testClock();

beforeAll(async () => {
  database = await createTestDatabase();
  node = await startCheckServer(database.gateUrl, { clock });
  echo = await startEchoWebsite();
  website = await addWebsite(node, {
    protection: 'part',
    paths: ['/private'],
    origin: { kind: 'upstream', url: `http://127.0.0.1:${echo.port}/base/` },
  });
  cookie = await signIn(node, website, await addPerson(node, website, { email: 'anna@example.com' }));
});
afterAll(async () => {
  await node?.close();
  await echo?.close();
  await database?.drop();
});

const get = (path: string, headers: Question['headers'] = {}, more: Partial<Question> = {}) =>
  ask({ port: node.port, path, headers: { accept: 'text/html', ...headers }, ...more });
const seen = async (path: string, headers: Question['headers'] = {}, more: Partial<Question> = {}) => {
  const answer = await get(path, headers, more);
  expect(answer.status).toBe(200);
  const saw: Seen = JSON.parse(answer.body);
  return saw;
};

/** The website under its own address, without the path that stands before every other. */
async function atRoot<T>(work: () => Promise<T>): Promise<T> {
  const origin = { kind: 'upstream' as const, url: `http://127.0.0.1:${echo.port}` };
  await changeWebsite(node, website, { origin });
  await node.services.websites.refresh();
  try {
    return await work();
  } finally {
    await changeWebsite(node, website, {});
    await node.services.websites.refresh();
  }
}

describe('a website behind the gate (upstream)', () => {
  it('R15: gets the request with who is there, and without the gate’s cookie', async () => {
    const saw = await seen('/private/x?a=1&a=2', { cookie: `a=1; ${cookie}; gate-device=x; b=2` });
    expect(saw.url).toBe('/base/private/x?a=1&a=2');
    expect(saw.headers).toMatchObject({
      host: 'partners.test',
      'remote-user': 'anna@example.com',
      'gatehouse-contact': '10001',
      'x-forwarded-host': 'partners.test',
      'x-forwarded-proto': 'http',
      'x-forwarded-for': '127.0.0.1',
      cookie: 'a=1; b=2',
    });
  });

  it('R12: a page load without sign-in is led to sign-in, a fetch gets 401', async () => {
    const page = await get('/private/x?y=1');
    expect(page.status).toBe(302);
    expect(page.headers.location).toBe('/_gate/sign-in?return=%2Fprivate%2Fx%3Fy%3D1');
    expect((await get('/private/x', { 'sec-fetch-mode': 'cors' })).status).toBe(401);
    expect((await get('/private/x', {}, { method: 'POST', body: 'x' })).status).toBe(303);
  });

  it('R12: every identity header is there on open paths too, empty', async () => {
    const { headers } = await seen('/about');
    expect(headers).toMatchObject({
      'remote-user': '',
      'gatehouse-assertion': '',
      'gatehouse-website': website.id,
    });
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    'R12: %s passes with its body, by length or in pieces',
    async (method) => {
      for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x']) {
        const body = 'not { json';
        const byLength = { cookie, 'content-type': type, 'content-length': String(body.length) };
        expect(await seen('/private/x', byLength, { method, body })).toMatchObject({ method, body });
        const inPieces = { cookie, 'content-type': type, 'transfer-encoding': 'chunked' };
        expect(await seen('/private/x', inPieces, { method, body })).toMatchObject({ method, body });
      }
      const nothing = await seen('/private/x', { cookie, 'content-length': '0' }, { method });
      expect(nothing).toMatchObject({ method, body: '' });
      const untyped = { cookie, 'content-length': '3' };
      expect(await seen('/private/x', untyped, { method, body: 'abc' })).toMatchObject({ body: 'abc' });
    },
  );

  it('R12: a large upload and a long address pass', async () => {
    const body = 'x'.repeat(5_000_000);
    const saw = await seen(`/private/${'long/'.repeat(600)}x`, { cookie }, { method: 'POST', body });
    expect(saw.body).toHaveLength(body.length);
    expect(saw.url).toHaveLength('/base/private/'.length + 3001);
  });

  it('I1: a body on a GET is framed, so that it can’t become a request of its own', async () => {
    const body = 'GET /base/private/stolen HTTP/1.1\r\nHost: x\r\n\r\n';
    const saw = await seen('/about', { 'transfer-encoding': 'chunked' }, { body });
    expect(saw.body).toBe(body);
  });

  it('R12: hop-by-hop headers end at the gate, also those that Connection names', async () => {
    const { headers } = await seen('/about', {
      connection: 'keep-alive, x-secret, cookie',
      'x-secret': '1',
      te: 'gzip',
      'proxy-authorization': 'Basic eDp5',
      'keep-alive': 'timeout=5',
      cookie: 'a=1',
    });
    for (const name of ['x-secret', 'te', 'proxy-authorization', 'keep-alive'])
      expect(headers[name]).toBeUndefined();
    expect(headers.cookie).toBe('a=1');
  });

  it('I1: a path that can be read in two ways is refused with 400', async () => {
    for (const path of [
      '/public/%2e%2e/private',
      '/a//b',
      '/a%2fb',
      '/a;b',
      '/a%5cb',
      '/%ff',
      '/a/../b',
      '/x#y',
    ]) {
      const answer = await get(path, { cookie });
      expect([path, answer.status]).toEqual([path, 400]);
    }
    expect((await get('http://partners.test/about', { cookie })).status).toBe(400);
  });

  it('R12: the website’s redirects and cookies come out right', async () => {
    await atRoot(async () => {
      expect((await get('/redirect')).headers.location).toBe('/elsewhere?x=1');
      expect((await get('/cookie')).headers['set-cookie']).toEqual(
        ['__Host-gate=x', 'own=1', 'two=2'].slice(1),
      );
    });
  });

  it('R12: shared caches may not keep what belongs to one visitor', async () => {
    await atRoot(async () => {
      expect((await get('/public-cache')).headers['cache-control']).toBe('public, max-age=600, s-maxage=900');
      expect((await get('/public-cache', { cookie })).headers['cache-control']).toBe('private, max-age=600');
    });
  });

  it('R12: an answer that breaks off breaks off for the visitor too', async () => {
    await atRoot(async () => {
      await expect(get('/broken')).rejects.toThrow();
    });
  });

  it('R12: a website that is down gets the visitor a plain page', async () => {
    const host = 'down.test';
    const origin = { kind: 'upstream' as const, url: 'http://127.0.0.1:9' };
    await addWebsite(node, { hosts: [host], publicUrl: `http://${host}`, protection: 'none', origin });
    const answer = await get('/x', {}, { host });
    expect(answer.status).toBe(502);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.body).toContain('antwoordt op dit moment niet');
    expect((await get('/x', { accept: '*/*' }, { host })).headers['content-type']).toContain('problem+json');
    await expect(openWebSocket(node.port, '/live', { host })).rejects.toThrow('502');
  });
});

describe('open connections', () => {
  const openAs = async (path = '/private/live') => {
    const person = await addPerson(node, website);
    const own = await signIn(node, website, person);
    return {
      person,
      own,
      socket: await openWebSocket(node.port, path, { host: 'partners.test', cookie: own }),
    };
  };

  it('R12: a WebSocket passes bytes both ways and knows who is there', async () => {
    const { socket, person } = await openAs();
    expect(socket.headers['x-user']).toBe(person.email);
    socket.socket.write('hello');
    expect(await socket.next()).toBe('hello');
    socket.socket.destroy();
  });

  it('I2: an open WebSocket is cut within 1 s of a decline, on both sides', async () => {
    const { socket, person } = await openAs();
    const took = await ownTime(async () => {
      await setStatus(node, person, 'declined');
      await socket.ended();
    });
    expect(took).toBeLessThan(1000);
    await expect.poll(() => echo.sockets.size).toBe(0);
  });

  it('I2: one that was opened on an open path by somebody signed in is cut as well', async () => {
    const { socket, person } = await openAs('/live');
    const took = await ownTime(async () => {
      await setStatus(node, person, 'blocked');
      await socket.ended();
    });
    expect(took).toBeLessThan(1000);
  });

  it('I2: a decline cuts nobody else', async () => {
    const [one, other] = [await openAs(), await openAs()];
    await setStatus(node, one.person, 'declined');
    await one.socket.ended();
    other.socket.socket.write('still here');
    expect(await other.socket.next()).toBe('still here');
    other.socket.socket.destroy();
  });

  it('I2: a stream is cut within 1 s of sign-out', async () => {
    await atRoot(async () => {
      const own = await signIn(node, website, await addPerson(node, website));
      const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
        const headers = { host: 'partners.test', cookie: own };
        http
          .get({ host: '127.0.0.1', port: node.port, path: '/stream', headers }, resolve)
          .on('error', reject);
      });
      const ended = new Promise<void>((resolve) => {
        answer.on('error', () => resolve());
        answer.on('aborted', () => resolve());
      });
      answer.resume();
      await new Promise((resolve) => setTimeout(resolve, 120));
      const took = await ownTime(async () => {
        await node.database.kysely.deleteFrom('session').where('last_seen_at', '>', new Date(0)).execute();
        await ended;
      });
      expect(took).toBeLessThan(1000);
    });
    cookie = await signIn(node, website, await addPerson(node, website, { email: 'again@example.com' }));
  });

  it('I2: closing a path cuts those who were on it without sign-in', async () => {
    const socket = await openWebSocket(node.port, '/later-closed', { host: 'partners.test' });
    const took = await ownTime(async () => {
      await changeWebsite(node, website, { protection: 'whole' });
      await socket.ended();
    });
    expect(took).toBeLessThan(1000);
    await changeWebsite(node, website, {});
    await node.services.websites.refresh();
  });

  it('I2: the end of the validity cuts, without any news', async () => {
    const validUntil = new Date(clock.now().getTime() + 1500).toISOString();
    const own = await signIn(node, website, await addPerson(node, website, { validUntil }));
    const socket = await openWebSocket(node.port, '/private/live', { host: 'partners.test', cookie: own });
    await socket.ended();
    expect(clock.now().getTime() - new Date(validUntil).getTime()).toBeLessThan(1000);
  });

  it('I1: a WebSocket needs access, on the way in', async () => {
    const host = 'partners.test';
    await expect(openWebSocket(node.port, '/private/live', { host })).rejects.toThrow('401');
    const pending = await signIn(node, website, await addPerson(node, website, { status: 'pending' }));
    await expect(openWebSocket(node.port, '/private/live', { host, cookie: pending })).rejects.toThrow('403');
    await expect(openWebSocket(node.port, '/a/..;/private', { host, cookie })).rejects.toThrow('400');
    await expect(openWebSocket(node.port, '/live', { host: 'other.test' })).rejects.toThrow('404');
  });

  it('I1: a page of another site opens no WebSocket in the visitor’s name', async () => {
    const headers = { host: 'partners.test', cookie };
    const foreign = { ...headers, origin: 'https://evil.test' };
    await expect(openWebSocket(node.port, '/private/live', foreign)).rejects.toThrow('401');
    const own = await openWebSocket(node.port, '/private/live', {
      ...headers,
      origin: 'http://partners.test',
    });
    own.socket.destroy();
  });

  it('I2: nothing stays watched when connections have ended', async () => {
    await expect.poll(() => node.services.connections.size).toBe(0);
  });
});
