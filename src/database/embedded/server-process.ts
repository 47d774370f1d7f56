import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import type { DatabaseLog } from '../log.ts';
import type { DatabasePlace } from './database-place.ts';
import { stopServer } from './leftover-server.ts';
import { asAccount, cleanEnvironment, lastLines } from './run-program.ts';

/** Where a server listens: a socket in its own data directory, or a port on loopback. */
export type Listening = { kind: 'socket' } | { kind: 'port'; port: number };

export interface ServerOptions {
  /** `false` only for tests: commits are then not written through to the disk. */
  durable: boolean;
  /** Settings that go before those of the files, by PostgreSQL's names. */
  settings?: Readonly<Record<string, string | number>>;
  log: DatabaseLog;
}

export interface ServerProcess {
  pid: number;
  /** Settles when the server has ended, for whatever reason. */
  ended: Promise<void>;
  /** Stops the server and waits until it has ended. */
  stop(): Promise<void>;
}

const SLOW_START_MS = 5_000;
const REMAINS_TRIES = 20;
const REMAINS_PAUSE_MS = 500;

/**
 * Starts PostgreSQL and waits until it accepts connections, which takes as long as a recovery takes. While
 * processes of a killed server still end (PostgreSQL finds their shared memory), it is tried again for 10 s.
 * @throws AppError `database_server_failed` with what the server said
 */
export async function startServer(
  place: DatabasePlace,
  listening: Listening,
  options: ServerOptions,
): Promise<ServerProcess> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOnce(place, listening, options);
    } catch (error) {
      const remains = error instanceof AppError && error.message.includes('pre-existing shared memory block');
      if (!remains || tries === REMAINS_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, REMAINS_PAUSE_MS));
    }
  }
}

async function startOnce(
  place: DatabasePlace,
  listening: Listening,
  options: ServerOptions,
): Promise<ServerProcess> {
  const { files, account, binaries } = place;
  const child = spawn(binaries.postgres, ['-D', files, ...switches(listening, options)], {
    ...asAccount(account),
    cwd: '/',
    env: cleanEnvironment,
    // A process group of its own: Ctrl-C in the terminal reaches us only, and we stop it in good order.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let stopping = false;
  await whenReady(child, files, (line) => !stopping && report(line, options.log));
  const { pid } = child;
  if (pid === undefined)
    throw new AppError('database_server_failed', { reason: 'no process', folder: files });
  // If our process ends without stopping it, the server is told to; this handler may not wait.
  const stopAtExit = (): void => void child.kill('SIGINT');
  process.once('exit', stopAtExit);
  void ended.then(() => process.off('exit', stopAtExit));
  child.unref();
  return {
    pid,
    ended,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.ref();
      await Promise.all([stopServer(pid), ended]);
    },
  };
}

function switches(listening: Listening, options: ServerOptions): string[] {
  const place =
    listening.kind === 'socket'
      ? { listen_addresses: '', unix_socket_directories: '.', unix_socket_permissions: '0700', port: 5432 }
      : { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: listening.port };
  const speed = options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const all = { ...options.settings, ...speed, ...place };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Reads the server's messages from its start on; resolves when it is ready. */
function whenReady(child: ChildProcess, files: string, onLine: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    let output = '';
    const slow = setTimeout(() => onLine('LOG:  still starting'), SLOW_START_MS).unref();
    const fail = (reason: string): void => {
      clearTimeout(slow);
      reject(new AppError('database_server_failed', { reason, folder: files }));
    };
    child.once('error', (error) => fail(error.message));
    child.once('close', () => fail(lastLines(output, 4) || 'it ended without a word'));
    child.stderr?.setEncoding('utf8').on('data', (part: string) => {
      const lines = (text + part).split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        output = `${output}${line}\n`.slice(-4_000);
        if (line.includes('database system is ready to accept connections')) {
          clearTimeout(slow);
          resolve();
        }
        onLine(line);
      }
    });
  });
}

/** Passes on what an operator should know; the rest is routine. */
function report(line: string, log: DatabaseLog): void {
  if (/^(?:FATAL|PANIC):/.test(line)) log.warn(`PostgreSQL: ${line}`);
  else if (/automatic recovery|redo done|still starting|terminated by signal/.test(line)) {
    log.info(`PostgreSQL: ${line.replace(/^LOG:\s+/, '')}`);
  }
}

/** The longest path of a Unix socket that Linux (107) and macOS (103) take, with some air. */
const LONGEST_SOCKET_PATH = 100;

/** Whether the socket in a data directory has a path that the system accepts. */
export function socketFits(files: string): boolean {
  const bytes = Buffer.byteLength(join(files, '.s.PGSQL.5432'));
  return process.platform !== 'win32' && bytes <= LONGEST_SOCKET_PATH;
}

/** A port on loopback that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
