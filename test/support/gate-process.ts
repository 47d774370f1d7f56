import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporaryFolder } from './data-folder.ts';
import { freePort } from './free-port.ts';

const root = join(import.meta.dirname, '../..');

/** `gatehouse gate` as a process of its own. */
export interface GateProcess {
  readonly port: number;
  readonly pid: number;
  /** What it printed and logged so far. */
  output(): string;
  /** Asks it to end (SIGTERM), or kills it (SIGKILL), and waits for that. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/**
 * Starts one on a database, which several may share, and waits until it says that it is running.
 * @throws Error with what it printed, where it ends instead
 */
export async function startGateProcess(
  databaseUrl: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<GateProcess> {
  const dataFolder = await makeTemporaryFolder('gatehouse-gate-');
  const port = await freePort();
  const child: ChildProcess = spawn(process.execPath, [join(root, 'src/main.ts'), 'gate'], {
    cwd: root,
    env: {
      ...process.env,
      GATEHOUSE_DATA: dataFolder,
      GATE_DATABASE_URL: databaseUrl,
      GATE_PORT: String(port),
      LINK_PORT: '0',
      LOG_LEVEL: 'error',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const take = (piece: unknown) => {
      output += String(piece);
      if (output.includes('Ctrl+C stops it.')) resolve();
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('exit', (code) => reject(new Error(`The gate ended with ${code}: ${output}`)));
  });
  return {
    port,
    pid: child.pid ?? 0,
    output: () => output,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      await ended;
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
