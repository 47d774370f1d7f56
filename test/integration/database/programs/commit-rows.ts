/** Run by tests and killed: starts the database on a folder, commits row after row, and prints each number. */
import pg from 'pg';
import { startEmbedded } from '../../../../src/database/embedded/start.ts';

const [dataFolder = '', sharedFolder = ''] = process.argv.slice(2);
const log = { info: () => {}, warn: console.error, error: console.error };
process.once('SIGUSR2', () => process.exit(3));
const server = await startEmbedded({ dataFolder, sharedFolder, log });
console.log(`server ${server.pid()}`);
const client = new pg.Client(server.url());
await client.connect();
await client.query('CREATE TABLE IF NOT EXISTS kept (n bigint PRIMARY KEY)');
const { rows } = await client.query<{ last: string }>('SELECT coalesce(max(n), 0) AS last FROM kept');
for (let n = Number(rows[0]?.last) + 1; ; n += 1) {
  await client.query('INSERT INTO kept VALUES ($1)', [n]);
  console.log(`committed ${n}`);
}
