import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

/**
 * What the check is measured against: the least that a Node.js process can do to answer `auth_request`. It looks the
 * whole `Cookie` header up in a Map and sends 204 with the headers that stand there; no host, path or time is looked at.
 *
 * The file of its first argument holds `[cookie, [name, value, …]][]`. Prints its port.
 */
const sessions = new Map<string | undefined, string[]>(
  JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')),
);

const server = createServer({ keepAliveTimeout: 72_000 }, (request, response) => {
  const headers = sessions.get(request.headers.cookie);
  if (headers === undefined) response.writeHead(401, ['Content-Length', '0']).end();
  else response.writeHead(204, headers).end();
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' && address !== null ? address.port : 0}\n`);
});
process.once('SIGTERM', () => process.exit());
