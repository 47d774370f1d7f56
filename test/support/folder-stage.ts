import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PublishedWebsite } from '../../src/gate/websites/published-website.ts';
import { type Answer, ask, type Question } from './ask.ts';
import {
  addPerson,
  addWebsite,
  type CheckServer,
  type CheckServerOptions,
  signIn,
  startCheckServer,
} from './check-server.ts';
import { createTestDatabase } from './database.ts';

/** A gate that serves a website out of a folder; closed are `/shop` and `/prices.html`. */
export interface FolderStage {
  readonly node: CheckServer;
  readonly website: PublishedWebsite;
  readonly folder: string;
  /** A folder beside it, which no visitor may reach. */
  readonly outside: string;
  /** Of somebody with access. */
  readonly cookie: string;
  /** Of somebody who is signed in and has none. */
  readonly pending: string;
  /** Writes files below the folder. */
  write(files: Readonly<Record<string, string | Buffer>>): Promise<void>;
  get(path: string, headers?: Question['headers'], more?: Partial<Question>): Promise<Answer>;
  close(): Promise<void>;
}

export async function startFolderStage(options: CheckServerOptions = {}): Promise<FolderStage> {
  const database = await createTestDatabase();
  const node = await startCheckServer(database.gateUrl, options);
  const place = await mkdtemp(join(tmpdir(), 'gatehouse-folder-'));
  const folder = join(place, 'site');
  const outside = join(place, 'outside');
  await mkdir(folder);
  await mkdir(outside);
  const website = await addWebsite(node, {
    protection: 'part',
    paths: ['/shop', '/prices.html'],
    origin: { kind: 'folder', folder },
  });
  const cookie = await signIn(node, website, await addPerson(node, website));
  const pending = await signIn(node, website, await addPerson(node, website, { status: 'pending' }));
  return {
    node,
    website,
    folder,
    outside,
    cookie,
    pending,
    async write(files) {
      for (const [path, text] of Object.entries(files)) {
        const file = join(folder, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
      }
    },
    get: (path, headers = {}, more = {}) =>
      ask({ port: node.port, path, headers: { accept: 'text/html', ...headers }, ...more }),
    async close() {
      await node.close();
      await database.drop();
      await rm(place, { recursive: true, force: true });
    },
  };
}
