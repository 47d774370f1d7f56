import { spawn } from 'node:child_process';
import type { SystemAccount } from './system-account.ts';

export interface ProgramResult {
  code: number | null;
  /** Standard output and standard error together, as they came. */
  output: string;
}

/**
 * What every PostgreSQL program is started with: nothing of our own environment (which may hold secrets or PG*
 * variables that change its behaviour), and messages in English, because some are read.
 */
export const cleanEnvironment: Readonly<Record<string, string>> = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/** Spawn options that make a child run as another account; none for ourselves. */
export function asAccount(account: SystemAccount | undefined): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid };
}

/**
 * Runs a program to its end, in `/` because the account may not enter our own folder.
 * @throws when the program cannot be started at all
 */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { account?: SystemAccount | undefined; input?: string } = {},
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...asAccount(options.account),
      cwd: '/',
      env: cleanEnvironment,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (text: string): void => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    // A program that ends without reading its input closes the pipe; its exit code tells what matters.
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** The end of a program's output, fit for one line of a message. */
export function lastLines(output: string, count = 3): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines
    .slice(-count)
    .map((line) => line.trim())
    .join(' / ');
}
