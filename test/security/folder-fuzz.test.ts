import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../support/ask.ts';
import {
  addPerson,
  addWebsite,
  type CheckServer,
  signIn,
  startCheckServer,
} from '../support/check-server.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let node: CheckServer;
let place: string;
let cookie: string;
const agent = new http.Agent({ keepAlive: true, maxSockets: 20 });

beforeAll(async () => {
  database = await createTestDatabase();
  node = await startCheckServer(database.gateUrl);
  place = await mkdtemp(join(tmpdir(), 'gatehouse-fuzz-'));
  const folder = join(place, 'site');
  await mkdir(join(folder, 'shop', 'sub'), { recursive: true });
  await mkdir(join(folder, 'open'));
  await writeFile(join(place, 'secret.txt'), 'OUTSIDE');
  await writeFile(join(folder, 'shop', 'secret.txt'), 'CLOSED');
  await writeFile(join(folder, 'shop', 'index.html'), 'CLOSED');
  await writeFile(join(folder, 'open', 'index.html'), 'OPEN');
  await symlink(join(folder, 'shop'), join(folder, 'open', 'sub'));
  const website = await addWebsite(node, {
    protection: 'part',
    paths: ['/shop'],
    origin: { kind: 'folder', folder },
  });
  cookie = await signIn(node, website, await addPerson(node, website, { status: 'declined' }));
});
afterAll(async () => {
  agent.destroy();
  await node?.close();
  await database?.drop();
  await rm(place, { recursive: true, force: true });
});

const names = [
  'shop',
  'SHOP',
  '%73hop',
  'sh%6Fp',
  'open',
  'sub',
  'secret.txt',
  'secret%2etxt',
  'index.html',
  '_gate',
];
const tricks = [
  '..',
  '.',
  '%2e%2e',
  '%2e',
  '..;',
  '%00',
  '%5c..',
  '\\',
  '',
  '%2f',
  '%252e',
  ';x',
  '%20',
  'secret.txt%00',
];

it('I1: no spelling of an address gets a closed file, or one outside the folder, out of a website in a folder', async () => {
  const piece = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...names) }, fc.constantFrom(...tricks));
  const path = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => `/${pieces.join('/')}`);
  const open = await ask({ port: node.port, path: '/open/' });
  expect(open.body).toBe('OPEN');
  await fc.assert(
    fc.asyncProperty(path, fc.boolean(), async (wanted, signedIn) => {
      const headers = { accept: 'text/html', cookie: signedIn ? cookie : '' };
      const answer = await ask({ port: node.port, path: wanted, headers, agent });
      expect(answer.body).not.toMatch(/OUTSIDE|CLOSED/);
      expect(answer.status).toBeLessThan(500);
    }),
    { numRuns: 2000 },
  );
});
