import { spawn } from 'node:child_process';
import { access, chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The real nginx in front of something, on loopback. */
export interface Nginx {
  readonly port: number;
  readonly url: string;
  /** What it logged about errors. */
  readonly errorLog: string;
  stop(): Promise<void>;
}

/**
 * Where nginx is. `npm test` installs it as root on Debian, and leaves out the tests with `.nginx.` in their file name
 * where it can't be had.
 */
export async function findNginx(): Promise<string> {
  const places = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'];
  for (const place of places) {
    const program = join(place, 'nginx');
    const isThere = await access(program).then(
      () => true,
      () => false,
    );
    if (isThere) return program;
  }
  throw new Error(
    'nginx is missing. Install it (Debian: apt-get install nginx-light) to run the tests with it.',
  );
}

/**
 * Starts nginx with `config`, a file as it would lie in /etc/nginx/conf.d; its `listen 80;` becomes a free port
 * of loopback. Works as root and as an ordinary user. Nothing outside a folder of its own is touched.
 */
export async function startNginx(program: string, config: string): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-nginx-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const errorLog = join(folder, 'error.log');
  await mkdir(join(folder, 'temp'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${join(folder, 'temp', kind)};`)
    .join('\n');
  const mainFile = join(folder, 'nginx.conf');
  // As root the workers would run as nobody, who can't enter the folder's temp; they stay what we are.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  await writeFile(join(folder, 'website.conf'), config.replaceAll('listen 80;', `listen 127.0.0.1:${port};`));
  await writeFile(
    mainFile,
    `daemon off;
${user}
worker_processes 1;
pid ${join(folder, 'nginx.pid')};
error_log ${errorLog} info;
events { worker_connections 256; }
http {
access_log off;
${temporary}
include ${join(folder, 'website.conf')};
}
`,
  );
  const child = spawn(program, ['-p', folder, '-c', mainFile, '-e', errorLog], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (piece) => {
    complaints += String(piece);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const began = performance.now();
  while (!(await answers(port))) {
    if (child.exitCode !== null || performance.now() - began > 10_000) {
      await stop();
      throw new Error(`nginx did not start: ${complaints}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { port, url: `http://127.0.0.1:${port}`, errorLog, stop };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  return address.port;
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/_gate/check`, { redirect: 'manual' }).then(
    () => true,
    () => false,
  );
}
