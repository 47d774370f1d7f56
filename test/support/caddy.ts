import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram, startWebServer, type WebServerProcess } from './web-server-process.ts';

/** Where Caddy is; tests with `.caddy.` in their file name need it. */
export function findCaddy(): Promise<string> {
  return findProgram(['caddy'], 'Debian: apt-get install caddy');
}

/** Starts Caddy with `config`, a Caddyfile; `host` in it is served on a free port of loopback, without https. */
export function startCaddy(program: string, config: string, host: string): Promise<WebServerProcess> {
  return startWebServer({
    program,
    host,
    async prepare(folder, port) {
      const file = join(folder, 'Caddyfile');
      const options = '{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1\n}\n';
      await writeFile(file, options + config.replace(`${host} {`, `http://${host}:${port} {`));
      return ['run', '--config', file, '--adapter', 'caddyfile'];
    },
  });
}
