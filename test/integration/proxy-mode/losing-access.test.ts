import { mkdtemp, open, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTransaction } from '../../../src/database/transaction.ts';
import { endSessions } from '../../../src/gate/sessions/end-sessions.ts';
import type { PublishedWebsite } from '../../../src/gate/websites/published-website.ts';
import {
  addPerson,
  addWebsite,
  changeWebsite,
  setStatus,
  signIn,
  type TestPerson,
  testClock,
} from '../../support/check-server.ts';
import { openWebSocket } from '../../support/echo-website.ts';
import { ownTime } from '../../support/own-time.ts';
import { type ProxyStage, startProxyStage } from '../../support/proxy-stage.ts';

const clock = testClock();
let stage: ProxyStage;
let folder: string;
let inFolder: PublishedWebsite;
/** What of the website’s side is still open. */
const innerOpen = new Set<string>();

beforeAll(async () => {
  stage = await startProxyStage({ clock, website: { protection: 'whole' } });
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-losing-'));
  const file = await open(join(folder, 'large.bin'), 'w');
  await file.truncate(50_000_000_000);
  await file.close();
  inFolder = await addWebsite(stage.node, {
    hosts: ['folder.test'],
    publicUrl: 'http://folder.test',
    origin: { kind: 'folder', folder },
  });
  stage.serve((request, response) => {
    const what = request.url ?? '';
    innerOpen.add(what);
    response.once('close', () => innerOpen.delete(what));
    request.resume();
    if (what === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const timer = setInterval(() => response.write('data: x\n\n'), 30);
      response.once('close', () => clearInterval(timer));
    }
    if (what === '/download') {
      const piece = Buffer.alloc(65_536);
      const push = (): void => void (response.destroyed || (response.write(piece) && setImmediate(push)));
      response.on('drain', push);
      push();
    }
  });
  stage.inner.on('upgrade', (_request, socket) => {
    innerOpen.add('/socket');
    socket.once('close', () => innerOpen.delete('/socket'));
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    socket.pipe(socket);
  });
});
afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Something that a visitor has open. */
interface Opened {
  readonly what: string;
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;
}

async function openExchange(what: string, options: http.RequestOptions): Promise<Opened> {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const request = http.request({ host: '127.0.0.1', port: stage.node.port, agent: false, ...options });
  request.on('error', () => end());
  request.once('close', () => end());
  if (options.method === 'POST') {
    const timer = setInterval(() => request.destroyed || request.write('piece'), 30);
    request.once('close', () => clearInterval(timer));
    await expect.poll(() => innerOpen.has('/upload')).toBe(true);
  } else {
    request.end();
    const answer = await new Promise<http.IncomingMessage>((resolve) => request.once('response', resolve));
    expect(answer.statusCode).toBe(200);
    answer.on('error', () => {});
    answer.on('data', () => {
      // A visitor on a line of some 100 MB/s.
      answer.pause();
      setTimeout(() => answer.resume(), 1);
    });
  }
  return { what, ended };
}

/** Opens one of each kind as this person. */
async function openAll(cookies: { proxied: string; folder: string }): Promise<Opened[]> {
  const headers = { host: 'partners.test', cookie: cookies.proxied };
  const socket = await openWebSocket(stage.node.port, '/socket', headers);
  return [
    { what: 'a WebSocket', ended: socket.ended() },
    await openExchange('server-sent events', { path: '/events', headers }),
    await openExchange('a download', { path: '/download', headers }),
    await openExchange('an upload', { path: '/upload', method: 'POST', headers }),
    await openExchange('a download out of a folder', {
      path: '/large.bin',
      headers: { host: 'folder.test', cookie: cookies.folder },
    }),
  ];
}

interface People {
  readonly proxied: TestPerson;
  readonly folder: TestPerson;
}

const both = (people: People) => [
  { website: stage.website, person: people.proxied },
  { website: inFolder, person: people.folder },
];

/** How access is lost, and how it is given back to the website. */
const losses: [string, (people: People) => Promise<void>, (() => Promise<void>)?][] = [
  [
    'a decline',
    async (people) =>
      void (await Promise.all(both(people).map(({ person }) => setStatus(stage.node, person, 'declined')))),
  ],
  [
    'a block',
    async (people) =>
      void (await Promise.all(both(people).map(({ person }) => setStatus(stage.node, person, 'blocked')))),
  ],
  [
    'sign-out, here or elsewhere',
    async (people) => {
      for (const { website, person } of both(people)) {
        const whose = { companyId: website.companyId, loginId: person.loginId };
        await withTransaction(stage.node.database, (trx) => endSessions(trx, whose));
      }
    },
  ],
  [
    'the website being switched off',
    async () => {
      for (const website of [stage.website, inFolder])
        await changeWebsite(stage.node, website, { enabled: false });
    },
    async () => {
      for (const website of [stage.website, inFolder]) await changeWebsite(stage.node, website, {});
    },
  ],
  ['the end of the validity, by time alone', async () => clock.forward(600_000)],
  ['the end of the session, by time alone', async () => clock.forward(24 * 3_600_000)],
];

describe('I2: what is open is cut within 1 s of', () => {
  it.each(losses)('%s', async (what, lose, giveBack) => {
    const validUntil = what.includes('validity')
      ? new Date(clock.now().getTime() + 600_000).toISOString()
      : null;
    const people: People = {
      proxied: await addPerson(stage.node, stage.website, { validUntil }),
      folder: await addPerson(stage.node, inFolder, { validUntil }),
    };
    const opened = await openAll({
      proxied: await signIn(stage.node, stage.website, people.proxied),
      folder: await signIn(stage.node, inFolder, people.folder),
    });
    await pause(100);
    await expect.poll(() => stage.node.services.connections.size).toBe(opened.length);
    await expect.poll(() => innerOpen.size).toBe(4);
    await lose(people);
    const took = await Promise.all(
      opened.map(async ({ what: kind, ended }) => ({ kind, ms: await ownTime(() => ended) })),
    );
    expect(took.filter(({ ms }) => ms >= 1000)).toEqual([]);
    // The website's side of each ends with it.
    await expect.poll(() => [...innerOpen]).toEqual([]);
    await expect.poll(() => stage.node.services.connections.size).toBe(0);
    await giveBack?.();
    await stage.node.services.websites.refresh();
  });

  it('and nobody else is cut', async () => {
    const [one, other] = [
      await addPerson(stage.node, stage.website),
      await addPerson(stage.node, stage.website),
    ];
    const headers = async (person: TestPerson) => ({
      host: 'partners.test',
      cookie: await signIn(stage.node, stage.website, person),
    });
    const cut = await openExchange('events', { path: '/events', headers: await headers(one) });
    const kept = await openExchange('events', { path: '/events', headers: await headers(other) });
    await setStatus(stage.node, one, 'declined');
    await cut.ended;
    expect(await Promise.race([kept.ended, pause(600, 'still open')])).toBe('still open');
  });

  it('nor who goes on sending: an upload counts as use of the session', async () => {
    const person = await addPerson(stage.node, stage.website);
    const headers = { host: 'partners.test', cookie: await signIn(stage.node, stage.website, person) };
    const upload = await openExchange('an upload', { path: '/upload', method: 'POST', headers });
    const events = await openExchange('events', { path: '/events', headers });
    for (let count = 0; count < 3; count += 1) {
      await pause(500);
      clock.forward(40 * 60_000); // the website allows an hour
    }
    expect(await Promise.race([upload.ended, events.ended, pause(600, 'still open')])).toBe('still open');
    await setStatus(stage.node, person, 'declined');
    await Promise.all([upload.ended, events.ended]);
  });
});
