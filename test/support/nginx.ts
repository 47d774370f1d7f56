import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram, startWebServer, type WebServerProcess } from './web-server-process.ts';

/**
 * Where nginx is. `npm test` installs it as root on Debian, and leaves out the tests with `.nginx.` in their file name
 * where it can't be had.
 */
export function findNginx(): Promise<string> {
  return findProgram(['nginx'], 'Debian: apt-get install nginx-light');
}

/**
 * Starts nginx with `config`, a file as it would lie in /etc/nginx/conf.d; its `listen 80;` becomes a free port of
 * loopback. Works as root and as an ordinary user. `before`: other servers, as they would stand in a file before it.
 */
export function startNginx(program: string, config: string, before = ''): Promise<WebServerProcess> {
  return startWebServer({
    program,
    host: /server_name (\S+?);? /.exec(config)?.[1] ?? 'localhost',
    logs: ['error.log'],
    async prepare(folder, port) {
      await mkdir(join(folder, 'temp'));
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
        .map((kind) => `${kind}_temp_path ${join(folder, 'temp', kind)};`)
        .join('\n');
      // As root the workers would run as nobody, who can't enter the folder's temp; they stay what we are.
      const user = process.getuid?.() === 0 ? 'user root;' : '';
      const here = (text: string) => text.replaceAll('listen 80;', `listen 127.0.0.1:${port};`);
      await writeFile(join(folder, 'website.conf'), here(before + config));
      await writeFile(
        join(folder, 'nginx.conf'),
        `daemon off;
${user}
worker_processes 1;
pid ${join(folder, 'nginx.pid')};
error_log ${join(folder, 'error.log')} info;
events { worker_connections 256; }
http {
access_log off;
${temporary}
include ${join(folder, 'website.conf')};
}
`,
      );
      return ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')];
    },
  });
}
