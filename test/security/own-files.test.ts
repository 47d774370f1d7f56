import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../support/ask.ts';
import { addWebsite, type CheckServer, startCheckServer } from '../support/check-server.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let node: CheckServer;
let data: string;
beforeAll(async () => {
  database = await createTestDatabase();
  node = await startCheckServer(database.gateUrl);
  data = node.services.gate.config.dataFolder;
  const elsewhere = await mkdtemp(join(tmpdir(), 'gatehouse-shared-'));
  await mkdir(join(elsewhere, 'base'));
  await symlink(elsewhere, join(data, 'postgres'));
  await mkdir(join(data, 'websites'));
  await writeFile(join(data, 'licence-key.json'), '{"d":"secret"}');
  await writeFile(join(elsewhere, 'base', '1'), 'secret');
  await writeFile(join(data, 'websites', 'index.html'), 'mine');
  await symlink(join(data, 'licence-key.json'), join(data, 'websites', 'key.json'));
  const open = { protection: 'none' as const, policy: 'manual' as const };
  await symlink('/etc', join(elsewhere, 'system'));
  const folders = {
    data,
    database: elsewhere,
    websites: join(data, 'websites'),
    root: '/',
    etc: '/etc',
    link: join(elsewhere, 'system'),
  };
  for (const [name, folder] of Object.entries(folders)) {
    const site = { ...open, hosts: [`${name}.test`], publicUrl: `http://${name}.test` };
    await addWebsite(node, { ...site, origin: { kind: 'folder', folder } });
  }
});
afterAll(async () => {
  await node?.close();
  await database?.drop();
});

it.each([
  ['data.test', '/licence-key.json'],
  ['data.test', '/postgres/base/1'],
  ['database.test', '/base/1'],
  ['websites.test', '/key.json'],
])('I8: no website shows a key or the database of Gatehouse: %s%s', async (host, path) => {
  expect((await ask({ port: node.port, host, path })).status).toBe(404);
});

it.each([
  ['root.test', '/etc/passwd'],
  ['etc.test', '/passwd'],
  ['link.test', '/passwd'],
])('I8: no website shows the system: %s%s', async (host, path) => {
  expect((await ask({ port: node.port, host, path })).status).toBe(404);
});

it('a website that lies in a folder of its own within the data folder is served', async () => {
  expect((await ask({ port: node.port, host: 'websites.test', path: '/' })).body).toBe('mine');
});
