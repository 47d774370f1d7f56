import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** A program that the benchmark started. */
export interface Child {
  /** What matched in its output. */
  readonly said: RegExpExecArray;
  readonly pid: number;
  /** Asks it to end and waits for that. */
  stop(): Promise<void>;
}

/**
 * Starts a program and waits until what it prints matches.
 * @throws where it ends before, with all that it printed
 */
export async function startChild(
  program: string,
  options: readonly string[],
  ready: RegExp,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Child> {
  const child: ChildProcess = spawn(program, options, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let output = '';
  const said = await new Promise<RegExpExecArray>((resolve, reject) => {
    const take = (piece: unknown) => {
      output += String(piece);
      const match = ready.exec(output);
      if (match !== null) resolve(match);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}: ${output}`)));
  });
  return {
    said,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A port of loopback that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  return address.port;
}
