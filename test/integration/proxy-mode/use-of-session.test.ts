import { mkdtemp, open, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishedWebsite } from '../../../src/gate/websites/published-website.ts';
import { ask } from '../../support/ask.ts';
import { addPerson, addWebsite, signIn, testClock } from '../../support/check-server.ts';
import { openWebSocket } from '../../support/echo-website.ts';
import { ownTime } from '../../support/own-time.ts';
import { type ProxyStage, startProxyStage } from '../../support/proxy-stage.ts';

const clock = testClock();
let stage: ProxyStage;
let folder: string;
let inFolder: PublishedWebsite;

const dataFrame = Buffer.from([0x81, 2, 0x68, 0x69]);
const ping = Buffer.from([0x89, 0]);
const maskedPong = Buffer.from([0x8a, 0x80, 1, 2, 3, 4]);

/** What the website sends each 50 ms, as long as this is open. */
const sends: Readonly<Record<string, string | Buffer>> = {
  '/download': 'piece',
  '/events/lively': 'data: x\n\n',
  '/events/kept-open': ': keep-alive\n\n',
  '/socket/lively': dataFrame,
  '/socket/kept-open': ping,
};
const every = 50;
/** Sends it until the connection closes. */
function sendEach(path: string | undefined, to: Writable): void {
  const piece = sends[path ?? ''];
  const timer = setInterval(() => piece !== undefined && to.write(piece), every);
  to.once('close', () => clearInterval(timer));
}

beforeAll(async () => {
  const limits = { protection: 'whole' as const, sessionIdleMinutes: 60, sessionHours: 24 };
  stage = await startProxyStage({ clock, website: limits });
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-use-'));
  const file = await open(join(folder, 'large.bin'), 'w');
  await file.truncate(50_000_000_000);
  await file.close();
  inFolder = await addWebsite(stage.node, {
    ...limits,
    hosts: ['folder.test'],
    publicUrl: 'http://folder.test',
    origin: { kind: 'folder', folder },
  });
  stage.serve((request, response) => {
    if (request.url === '/page') return void response.end('page');
    const isEvents = request.url?.startsWith('/events');
    response.writeHead(200, { 'content-type': isEvents ? 'text/event-stream' : 'application/octet-stream' });
    response.flushHeaders();
    sendEach(request.url, response);
  });
  stage.inner.on('upgrade', (request, socket) => {
    socket.on('error', () => socket.destroy());
    socket.resume();
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    sendEach(request.url, socket);
  });
});
afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Somebody new on a website, signed in. */
async function visitorOf(website: PublishedWebsite) {
  const [host = ''] = website.settings.hosts;
  const person = await addPerson(stage.node, website);
  return { person, headers: { host, cookie: await signIn(stage.node, website, person) } };
}

interface Open {
  isOpen(): boolean;
  close(): void;
  /** Whether the next page is shown, or asks to sign in. */
  nextPage(): Promise<'shown' | 'sign in'>;
}

const nextPage = async (port: number, path: string, { host, cookie }: { host: string; cookie: string }) => {
  const { status } = await ask({
    port,
    path,
    host,
    method: 'HEAD',
    headers: { cookie, accept: 'text/html' },
  });
  return status === 200 ? 'shown' : 'sign in';
};

/** Opens an answer that goes on, as somebody new; it is taken at some 100 MB/s. */
async function openAnswer(path: string, website = stage.website): Promise<Open & { loginId: string }> {
  const { headers, person } = await visitorOf(website);
  const { port } = stage.node;
  const request = http.get({ host: '127.0.0.1', port, agent: false, path, headers });
  let isOpen = true;
  request.on('error', () => {});
  request.once('close', () => {
    isOpen = false;
  });
  const answer = await new Promise<http.IncomingMessage>((resolve) => request.once('response', resolve));
  expect(answer.statusCode).toBe(200);
  answer.on('error', () => {});
  answer.on('data', () => {
    answer.pause();
    setTimeout(() => answer.resume(), 1);
  });
  return {
    loginId: person.loginId,
    isOpen: () => isOpen,
    close: () => request.destroy(),
    nextPage: () => nextPage(port, website === inFolder ? path : '/page', headers),
  };
}

/** Opens a WebSocket as somebody new, who sends this each 50 ms. */
async function openSocket(path: string, piece?: Buffer): Promise<Open> {
  const { headers } = await visitorOf(stage.website);
  const { socket } = await openWebSocket(stage.node.port, path, headers);
  socket.resume();
  const timer = setInterval(() => piece !== undefined && socket.write(piece), every);
  socket.once('close', () => clearInterval(timer));
  return {
    isOpen: () => !socket.destroyed,
    close: () => socket.destroy(),
    nextPage: () => nextPage(stage.node.port, '/page', headers),
  };
}

/** Two hours in four steps, between which what moves moves. A session lives an hour unused, and a day in any case. */
async function twoHours(): Promise<void> {
  for (let count = 0; count < 4; count += 1) {
    await pause(500);
    clock.forward(30 * 60_000);
  }
  await pause(600);
}

describe('I2: what is open over two hours, where a session lives an hour unused', () => {
  it('keeps the session while something moves, so that the next page needs no sign-in; else both end', async () => {
    const moving = {
      'a download': await openAnswer('/download'),
      'a download out of a folder': await openAnswer('/large.bin', inFolder),
      'a stream of events': await openAnswer('/events/lively'),
      'a WebSocket on which messages come': await openSocket('/socket/lively'),
      'a WebSocket on which messages go': await openSocket('/socket/silent', dataFrame),
    };
    const idle = {
      'a download that stands still': await openAnswer('/silent'),
      'a stream of events that is silent': await openAnswer('/events/silent'),
      'one that is only kept open, by comments': await openAnswer('/events/kept-open'),
      'a WebSocket that is silent': await openSocket('/socket/silent'),
      'one that is only kept open, by pings and pongs': await openSocket('/socket/kept-open', maskedPong),
    };
    await twoHours();
    for (const [what, open] of Object.entries({ ...moving, ...idle })) {
      const isMoving = what in moving;
      expect([what, open.isOpen()]).toEqual([what, isMoving]);
      open.close();
      expect([what, await open.nextPage()]).toEqual([what, isMoving ? 'shown' : 'sign in']);
    }
  });

  it('keeps it for every process of the gate', async () => {
    const open = await openAnswer('/download');
    await twoHours();
    // Uses are written every five seconds, those of one session at most once a minute.
    const unusedFor = async () => {
      const { lastSeenAt } = await stage.node.database.kysely
        .selectFrom('session')
        .select('last_seen_at as lastSeenAt')
        .where('login_id', '=', open.loginId)
        .executeTakeFirstOrThrow();
      return clock.now().getTime() - lastSeenAt.getTime();
    };
    await expect.poll(unusedFor, { timeout: 10_000, interval: 100 }).toBeLessThan(60_000);
    open.close();
    expect(await open.nextPage()).toBe('shown');
  });

  it('does not outlive the end that a session has in any case: cut within a second', async () => {
    const open = await openAnswer('/download');
    await pause(300);
    clock.forward(50 * 60_000);
    await pause(600);
    expect(open.isOpen()).toBe(true);
    clock.forward(23 * 60 * 60_000 + 10 * 60_000);
    const took = await ownTime(() => expect.poll(open.isOpen, { interval: 20 }).toBe(false));
    expect(took).toBeLessThan(1000);
    expect(await open.nextPage()).toBe('sign in');
  });
});
