import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { WebsiteV1 } from '../../src/contract/link.ts';
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

/** A gate in front of a website that does what a test tells it. */
export interface ProxyStage {
  readonly node: CheckServer;
  /** `partners.test`, closed from `/private` on, passed on to the website. */
  readonly website: PublishedWebsite;
  /** Of somebody with access. */
  readonly cookie: string;
  /** The website’s own server. */
  readonly inner: http.Server;
  readonly innerPort: number;
  /** How many connections the website has been sent. */
  readonly connections: number;
  /** What the website does from now on. */
  serve(handler: http.RequestListener): void;
  get(path: string, headers?: Question['headers'], more?: Partial<Question>): Promise<Answer>;
  close(): Promise<void>;
}

export async function startProxyStage(
  options: CheckServerOptions & { website?: Partial<WebsiteV1> } = {},
): Promise<ProxyStage> {
  const database = await createTestDatabase();
  let handler: http.RequestListener = (_request, response) => void response.end('ok');
  let connections = 0;
  const inner = http.createServer((request, response) => handler(request, response));
  const sockets = new Set<Socket>();
  inner.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  });
  const innerPort = await listenOnLoopback(inner);
  const node = await startCheckServer(database.gateUrl, options);
  const website = await addWebsite(node, {
    protection: 'part',
    paths: ['/private'],
    origin: { kind: 'upstream', url: `http://127.0.0.1:${innerPort}` },
    ...options.website,
  });
  const cookie = await signIn(node, website, await addPerson(node, website, { email: 'anna@example.com' }));
  return {
    node,
    website,
    cookie,
    inner,
    innerPort,
    get connections() {
      return connections;
    },
    serve(next) {
      handler = next;
    },
    get: (path, headers = {}, more = {}) =>
      ask({ port: node.port, path, headers: { accept: 'text/html', ...headers }, ...more }),
    async close() {
      await node.close();
      for (const socket of sockets) socket.destroy();
      inner.close();
      await database.drop();
    },
  };
}

/** Lets a server listen and returns its port. */
export async function listenOnLoopback(server: {
  listen(port: number, host: string, then: () => void): unknown;
  address(): unknown;
}): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port; // listens on TCP
}
