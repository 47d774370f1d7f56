import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nginxConfig } from '../../src/core/web-server-configs/nginx.ts';
import { findNginx } from '../../test/support/nginx.ts';
import { type Child, freePort, startChild } from './children.ts';

/** Port of the gate that is asked, or of what stands in for it; null: nobody is asked. */
export type Asked = number | null;

export interface BenchNginx {
  /** Addresses, in the order of what is asked; each serves the host. */
  readonly urls: readonly string[];
  stop(): Promise<void>;
}

/**
 * One nginx with one worker that serves the same small file at several ports, after asking with the configuration of
 * examples/nginx/website.conf. Only the website itself is replaced, by the file, so that nothing but the asking differs.
 */
export async function startBenchNginx(
  folder: string,
  host: string,
  asked: readonly Asked[],
): Promise<BenchNginx> {
  const program = await findNginx();
  const place = join(folder, 'nginx');
  await mkdir(join(place, 'temp'), { recursive: true });
  await writeFile(join(place, 'page.html'), '<!doctype html><title>Prices</title><p>Prices</p>\n');
  const ports: number[] = [];
  const files: string[] = [];
  for (const [index, gatePort] of asked.entries()) {
    const port = await freePort();
    ports.push(port);
    const file = join(place, `website-${index}.conf`);
    files.push(file);
    await writeFile(file, websiteConfig(place, [`asking-${index}.test`, host], port, gatePort));
  }
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${join(place, 'temp', kind)};`)
    .join('\n');
  const main = join(place, 'nginx.conf');
  await writeFile(
    main,
    `daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${join(place, 'nginx.pid')};
error_log stderr notice;
events { worker_connections 1024; }
http {
access_log off;
keepalive_requests 1000000;
${temporary}
${files.map((file) => `include ${file};`).join('\n')}
}
`,
  );
  const child: Child = await startChild(
    program,
    ['-p', place, '-c', main, '-e', 'stderr'],
    /start worker process \d/,
  );
  return { urls: ports.map((port) => `http://127.0.0.1:${port}/`), stop: () => child.stop() };
}

function websiteConfig(place: string, hosts: readonly string[], port: number, gatePort: Asked): string {
  const addresses = { gate: `127.0.0.1:${gatePort ?? 1}`, website: '127.0.0.1:1' };
  const shown = nginxConfig({ name: 'Bench', hosts }, addresses);
  const file = `location / { root ${place}; default_type text/html; try_files /page.html =404; }`;
  const served = shown
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace(/location \/ \{[^{}]*\}/, file);
  if (!served.includes(file)) throw new Error('The configuration of nginx has another form than expected.');
  return gatePort === null ? served.replace('auth_request /_gate/check/nginx;', '') : served;
}
