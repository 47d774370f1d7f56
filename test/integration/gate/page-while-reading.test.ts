import net, { type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PublishedWebsite } from '../../../src/gate/websites/published-website.ts';
import {
  addPerson,
  addWebsite,
  type CheckServer,
  signIn,
  startCheckServer,
} from '../../support/check-server.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { listenOnLoopback } from '../../support/proxy-stage.ts';

let database: TestDatabase;
let near: CheckServer;
/** Its answers from the database can be held back on their way. */
let far: CheckServer;
let website: PublishedWebsite;

const replies = new Set<Socket>();
const relay = net.createServer((socket) => {
  const { host, port } = new pg.Client(database.gateUrl);
  const isPath = host.startsWith('/');
  const inner = net.connect(isPath ? { path: `${host}/.s.PGSQL.${port}` } : { host, port });
  for (const end of [socket, inner]) end.on('error', () => end.destroy());
  inner.once('close', () => socket.destroy());
  socket.once('close', () => inner.destroy());
  socket.pipe(inner).on('data', (piece) => socket.write(piece));
  replies.add(inner);
});

beforeAll(async () => {
  database = await createTestDatabase();
  near = await startCheckServer(database.gateUrl);
  website = await addWebsite(near);
  const { user = '', password, database: name } = new pg.Client(database.gateUrl);
  const login = [user, String(password ?? '')].map(encodeURIComponent).join(':');
  const url = `postgres://${login}@127.0.0.1:${await listenOnLoopback(relay)}/${name}`;
  far = await startCheckServer(url, { news: { listen: false, pollMs: 600_000 } });
});
afterAll(async () => {
  await far?.close();
  await near?.close();
  relay.close();
  await database?.drop();
});

it('R18, case 25: a page knows what changed while a check of the same visitor was reading what was before', async () => {
  const person = await addPerson(near, website);
  const [, token = ''] = (await signIn(near, website, person)).split('=');
  const { sessions } = far.services;

  // So that a connection stands already.
  await sql`SELECT 1`.execute(far.database.kysely);
  for (const reply of replies) reply.pause();
  const check = sessions.resolve(token, website.id);
  // The database has read it by then, and its answer is on the way.
  await pause(300);
  await near.database.kysely
    .updateTable('login')
    .set({ language: 'de' })
    .where('id', '=', person.loginId)
    .execute();
  const page = sessions.resolveNow(token, website.id);
  for (const reply of replies) reply.resume();

  expect((await page)?.language).toBe('de');
  expect((await check)?.language).toBe('de');
});
