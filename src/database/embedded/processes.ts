import { readFileSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { runProgram } from './run-program.ts';

/**
 * Process ids of PostgreSQL servers that run on a data directory: first those started on it, then left-over
 * backends of one that was killed. Goes by what the processes are, not by postmaster.pid, whose number may be
 * another process's by now.
 */
export async function serversOn(files: string): Promise<{ servers: number[]; backends: number[] }> {
  return process.platform === 'linux'
    ? linuxServersOn(files)
    : { servers: await listedServersOn(files), backends: [] };
}

async function linuxServersOn(files: string): Promise<{ servers: number[]; backends: number[] }> {
  const servers: number[] = [];
  const backends: number[] = [];
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const commandLine = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    const [program = '', option, folder] = commandLine.split('\0');
    if (!/(?:^|\/)postgres(?:$|:)/.test(program)) continue;
    const isServer = option === '-D';
    // All work in the data directory, also after it was moved. Without CAP_SYS_PTRACE (root of a container) this
    // is not readable for another user's process; then the command line tells, which backends rewrite.
    const works = await readlink(`/proc/${name}/cwd`).catch(() => undefined);
    if (isServer && (works === files || (works === undefined && folder === files))) servers.push(pid);
    else if (!isServer && works === files) backends.push(pid);
  }
  // A backend looks like the server that it was forked from, until it has written its own command line.
  const forked = servers.filter((pid) => servers.includes(parentOf(pid)));
  return {
    servers: servers.filter((pid) => !forked.includes(pid)),
    backends: [...backends, ...forked],
  };
}

/** The process that started a process of this machine; 0 where it has ended meanwhile. */
function parentOf(pid: number): number {
  try {
    return Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

async function listedServersOn(files: string): Promise<number[]> {
  const result = await runProgram('ps', ['-axww', '-o', 'pid=,command=']).catch(() => undefined);
  return (result?.output ?? '').split('\n').flatMap((line) => {
    const [, pid, command = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid !== undefined && command.includes(`postgres -D ${files} `) ? [Number(pid)] : [];
  });
}

/** Whether a process still runs; one that ended but was not collected by its parent (a zombie) does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    // EPERM: it exists, but is another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Sends a signal, unless the process has gone meanwhile. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Waits until a condition holds; answers whether it did within the time, in milliseconds. */
export async function waitUntil(condition: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}
