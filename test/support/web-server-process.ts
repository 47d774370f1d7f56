import { spawn } from 'node:child_process';
import { access, chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from './ask.ts';
import { freePort } from './free-port.ts';

/** A real web server in front of something, on loopback. */
export interface WebServerProcess {
  readonly port: number;
  readonly url: string;
  /** What it printed or logged about errors so far. */
  log(): Promise<string>;
  /** The most memory that its processes had together, in bytes, by the kernel's count; Linux only. */
  peakMemory(): Promise<number>;
  stop(): Promise<void>;
}

/** Where a program is. @throws where it is nowhere; `advice` tells how to get it. */
export async function findProgram(names: readonly string[], advice: string): Promise<string> {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'];
  for (const place of folders.flatMap((folder) => names.map((name) => join(folder, name)))) {
    if (await isThere(place)) return place;
  }
  throw new Error(`${names[0]} is missing. Install it (${advice}) to run the tests with it.`);
}

export function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

export interface WebServerStart {
  readonly program: string;
  /** Writes the files into a folder of its own and tells the arguments. `port`: a free one of loopback. */
  prepare(folder: string, port: number): Promise<readonly string[]>;
  /** Files of the folder in which it logs, beside what it prints. */
  readonly logs?: readonly string[];
  /** Requests that tell whether it answers. */
  readonly host: string;
}

/** Starts a web server and waits until it answers. Nothing outside a folder of its own is touched. */
export async function startWebServer(start: WebServerStart): Promise<WebServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-web-server-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const options = await start.prepare(folder, port);
  const child = spawn(start.program, options, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece) => {
      printed += String(piece);
    });
  }
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const log = async () => {
    const files = (start.logs ?? []).map((name) => readFile(join(folder, name), 'utf8').catch(() => ''));
    return [printed, ...(await Promise.all(files))].join('');
  };
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    // Open WebSockets keep some servers from ending.
    const impatience = setTimeout(() => child.kill('SIGKILL'), 2000);
    await ended;
    clearTimeout(impatience);
    await rm(folder, { recursive: true, force: true });
  };
  const began = performance.now();
  while (!(await answers(port, start.host))) {
    if (child.exitCode !== null || performance.now() - began > 15_000) {
      const complaints = await log();
      await stop();
      throw new Error(`${start.program} did not start: ${complaints}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    log,
    peakMemory: () => peakMemoryOf(child.pid ?? 0),
    stop,
  };
}

function answers(port: number, host: string): Promise<boolean> {
  return ask({ port, path: '/_gate/check', host }).then(
    () => true,
    () => false,
  );
}

/** VmHWM of a process and of those that it started. */
async function peakMemoryOf(root: number): Promise<number> {
  const parents = new Map<number, number>();
  for (const name of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    const status = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // The program's name stands in brackets and may hold spaces.
    const parent = status.slice(status.lastIndexOf(')') + 2).split(' ')[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const family = [root];
  for (const pid of family) {
    for (const [child, parent] of parents) if (parent === pid) family.push(child);
  }
  let total = 0;
  for (const pid of family) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    total += Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  }
  return total;
}
