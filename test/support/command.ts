import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

const root = join(import.meta.dirname, '../..');

/** A run of the command line. */
export interface Command {
  readonly child: ChildProcess;
  /** Everything that was printed so far. */
  output(): string;
  /** Waits until the output has this, and gives the match; fails where the command ends before. */
  printed(pattern: RegExp, withinMs?: number): Promise<RegExpExecArray>;
  /** How it ended. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; output: string }>;
}

/** Runs `gatehouse …` as its own process with nothing of our environment but what programs need. */
export function runCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  program: readonly string[] = [process.execPath, join(root, 'src/main.ts')],
): Command {
  const [executable = '', ...before] = program;
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(executable, [...before, ...args], {
    cwd: root,
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const waiting = new Set<() => void>();
  const take = (chunk: Buffer) => {
    output += chunk.toString('utf8');
    for (const look of waiting) look();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null; output: string }>(
    (resolve) => {
      child.on('close', (code, signal) => resolve({ code, signal, output }));
    },
  );
  return {
    child,
    output: () => output,
    ended,
    printed: (pattern, withinMs = 60_000) =>
      new Promise((resolve, reject) => {
        const give = (error: Error) => {
          finish();
          reject(error);
        };
        const timer = setTimeout(
          () => give(new Error(`not printed in time: ${pattern}\n${output}`)),
          withinMs,
        );
        const look = () => {
          const match = pattern.exec(output);
          if (match === null) return;
          finish();
          resolve(match);
        };
        const finish = () => {
          clearTimeout(timer);
          waiting.delete(look);
        };
        waiting.add(look);
        void ended.then(({ code }) => give(new Error(`ended with ${code}: ${output}`)));
        look();
      }),
  };
}

/** Ports of their own for both sides of one run. */
export async function freePorts(): Promise<Record<'OFFICE_PORT' | 'GATE_PORT' | 'LINK_PORT', string>> {
  const [office, gate, link] = await Promise.all([freePort(), freePort(), freePort()]);
  return { OFFICE_PORT: String(office), GATE_PORT: String(gate), LINK_PORT: String(link) };
}
