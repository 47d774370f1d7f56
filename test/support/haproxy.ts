import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram, startWebServer, type WebServerProcess } from './web-server-process.ts';

/** Where HAProxy is; tests with `.haproxy.` in their file name need it. */
export function findHaproxy(): Promise<string> {
  return findProgram(['haproxy'], 'Debian: apt-get install haproxy');
}

/** Starts HAProxy with `config`, a haproxy.cfg, and the script; its `bind :80` becomes a free port of loopback. */
export function startHaproxy(
  program: string,
  { config, script, host }: { readonly config: string; readonly script: string; readonly host: string },
): Promise<WebServerProcess> {
  return startWebServer({
    program,
    host,
    async prepare(folder, port) {
      const [file, lua] = [join(folder, 'haproxy.cfg'), join(folder, 'gatehouse.lua')];
      await writeFile(lua, script);
      const here = config
        .replace('bind :80', `bind 127.0.0.1:${port}`)
        .replace('lua-load /etc/haproxy/gatehouse.lua', `lua-load ${lua}\n    maxconn 200`);
      await writeFile(file, here);
      return ['-db', '-f', file];
    },
  });
}
