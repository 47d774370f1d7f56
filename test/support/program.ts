import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

const root = join(import.meta.dirname, '../..');

/** `gatehouse start` as a process of its own, as a user starts it. */
export interface RunningProgram {
  readonly child: ChildProcess;
  readonly officeUrl: string;
  readonly officePort: number;
  readonly gatePort: number;
  readonly linkPort: number;
  /** All that it printed. */
  output(): string;
  /** Asks it to end (SIGTERM), or kills it (SIGKILL); resolves with its exit code. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

export interface ProgramOptions {
  readonly dataFolder: string;
  readonly options?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command of the program to its end. */
export function runCommand(
  options: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(root, 'src/main.ts'), ...options], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (piece) => {
    stdout += String(piece);
  });
  child.stderr.on('data', (piece) => {
    stderr += String(piece);
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

/** Starts the program and waits until it says that it is running. */
export async function startProgram({
  dataFolder,
  options = [],
  env = {},
}: ProgramOptions): Promise<RunningProgram> {
  const officePort = Number(env.OFFICE_PORT ?? (await freePort()));
  const gatePort = Number(env.GATE_PORT ?? (await freePort()));
  const linkPort = Number(env.LINK_PORT ?? (await freePort()));
  const child = spawn(process.execPath, [join(root, 'src/main.ts'), 'start', ...options], {
    cwd: root,
    env: {
      ...process.env,
      GATEHOUSE_DATA: dataFolder,
      OFFICE_PORT: String(officePort),
      GATE_PORT: String(gatePort),
      LINK_PORT: String(linkPort),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const running = new Promise<void>((resolve, reject) => {
    const take = (piece: unknown) => {
      output += String(piece);
      if (output.includes('Ctrl+C stops it.')) resolve();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('exit', (code) => reject(new Error(`Gatehouse ended with ${code}: ${output}`)));
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  await running;
  return {
    child,
    officeUrl: `http://localhost:${officePort}`,
    officePort,
    gatePort,
    linkPort,
    output: () => output,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}
