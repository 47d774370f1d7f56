import type { AddressInfo } from 'node:net';
import net from 'node:net';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/core/clock.ts';
import { type Database, openDatabase } from '../../src/database/connect.ts';
import type { GateTables } from '../../src/database/gate-tables.ts';
import { type CheckServices, openCheckServices } from '../../src/gate/check/check-services.ts';
import { registerCheck } from '../../src/gate/check/register-check.ts';
import { createGateServer } from '../../src/gate/create-gate-server.ts';
import { ensureInstallation } from '../../src/gate/installation.ts';
import { timeLimitsOf } from '../../src/gate/proxy/time-limits.ts';
import { registerVisitorPages } from '../../src/gate/visitor/register-visitor-pages.ts';
import { createThrottle } from '../../src/gate/visitor/throttle.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let databases: TestDatabase;
let database: Database<GateTables>;
let services: CheckServices;
let server: FastifyInstance;
const logged: string[] = [];
const formMs = 400;

beforeAll(async () => {
  databases = await createTestDatabase();
  database = await openDatabase<GateTables>(databases.gateUrl, 'gate');
  const log = pino({ level: 'warn' }, { write: (line) => void logged.push(line) });
  const gate = { db: database.kysely, clock: systemClock, log, config: readConfig({}) };
  const installation = await ensureInstallation(gate.db, gate.clock);
  services = await openCheckServices(gate, { url: databases.gateUrl });
  server = createGateServer(log, services);
  const throttle = createThrottle(database.pool, installation.formKey);
  registerVisitorPages(server, { ...gate, installation, throttle, wakeRequests: () => {} }, services, formMs);
  registerCheck(server, services, {}, { ...timeLimitsOf(readConfig({})), lingerMs: formMs });
  await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server?.close();
  await services?.close();
  await database?.close();
  await databases?.drop();
});

/** Sends the head of a form and then a byte now and then; gives what came back until the connection ended. */
async function trickle(path: string, framing: string, piece: string): Promise<string> {
  const { port } = server.server.address() as AddressInfo; // it listens on TCP
  const socket = net.connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (bytes) => {
    answer += bytes.toString('latin1');
  });
  socket.on('error', () => {});
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x.test\r\nContent-Type: application/x-www-form-urlencoded\r\n${framing}\r\n\r\n`,
  );
  const drops = setInterval(() => socket.write(piece), 100);
  // Not `once`: a connection that is reset reports an error first, with the answer already read.
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(drops);
  return answer;
}

describe('a form that comes byte by byte', () => {
  it.each([
    ['of a length', '/_gate/sign-in', 'Content-Length: 10000', 'a'],
    ['in pieces', '/_gate/sign-in', 'Transfer-Encoding: chunked', '1\r\na\r\n'],
    ['to a page that does not exist', '/_gate/nothing', 'Content-Length: 10000', 'a'],
  ])('GATE: holds its connection for a while only: %s', async (_what, path, framing, piece) => {
    const answer = await trickle(path, framing, piece);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toMatch(/\r\nconnection: close\r\n/i);
    expect(logged).toEqual([]);
  });

  it.each(['/_gate/check', '/_gate/check/nginx', '/_gate/check/traefik', '/_gate/check/envoy/x'])(
    'GATE: nor does a body that nobody reads: %s',
    async (path) => {
      const answer = await trickle(path, 'Content-Length: 10000', 'a');
      expect(answer).toMatch(/^HTTP\/1\.1 40\d /);
      expect(logged).toEqual([]);
    },
  );
});
