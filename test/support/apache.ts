import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram, isThere, startWebServer, type WebServerProcess } from './web-server-process.ts';

/** Where Apache is; tests with `.apache.` in their file name need it. */
export function findApache(): Promise<string> {
  return findProgram(['apache2', 'httpd'], 'Debian: apt-get install apache2');
}

/** Those that `a2enmod proxy proxy_http proxy_wstunnel headers` loads, and what Debian loads anyway. */
const modules = ['mpm_event', 'authz_core', 'alias', 'headers', 'proxy', 'proxy_http', 'proxy_wstunnel'];

/** Starts Apache with `config`, a file of sites-available; its port 80 becomes a free port of loopback. */
export function startApache(program: string, config: string, host: string): Promise<WebServerProcess> {
  return startWebServer({
    program,
    host,
    logs: ['error.log'],
    async prepare(folder, port) {
      const library = await findModules();
      const load = modules.map((name) => `LoadModule ${name}_module ${join(library, `mod_${name}.so`)}`);
      await writeFile(
        join(folder, 'apache.conf'),
        `ServerRoot ${folder}
ServerName localhost
PidFile ${join(folder, 'apache.pid')}
ErrorLog ${join(folder, 'error.log')}
DocumentRoot ${folder}
Mutex pthread
Listen 127.0.0.1:${port}
${load.join('\n')}
StartServers 1
ServerLimit 1
ThreadsPerChild 32
MaxRequestWorkers 32
${config.replaceAll('*:80', `*:${port}`)}
`,
      );
      return ['-f', join(folder, 'apache.conf'), '-DFOREGROUND'];
    },
  });
}

async function findModules(): Promise<string> {
  for (const folder of ['/usr/lib/apache2/modules', '/usr/lib64/httpd/modules', '/usr/lib/httpd/modules']) {
    if (await isThere(folder)) return folder;
  }
  throw new Error('The modules of Apache are nowhere to be found.');
}
