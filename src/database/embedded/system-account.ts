import { AppError } from '../../core/errors.ts';
import { lastLines, runProgram } from './run-program.ts';

/** A user of the operating system that PostgreSQL runs as when Gatehouse itself is root. */
export interface SystemAccount {
  name: string;
  uid: number;
  gid: number;
}

/** Accounts that systems make for PostgreSQL (macOS has `_postgres`), and the one that we make. */
const KNOWN_ACCOUNTS = ['postgres', '_postgres', 'gatehouse'] as const;
const OWN_ACCOUNT = 'gatehouse';

/** Whether this process is root, as which PostgreSQL refuses to run. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The account that PostgreSQL runs as under root: an existing one for PostgreSQL, else `gatehouse`, made here.
 * @throws AppError `database_account_missing`
 */
export async function findOrCreateAccount(): Promise<SystemAccount> {
  for (const name of KNOWN_ACCOUNTS) {
    const account = await accountByName(name);
    if (account !== undefined) return account;
  }
  const reason = await createAccount();
  const created = await accountByName(OWN_ACCOUNT);
  if (created === undefined) throw new AppError('database_account_missing', { reason });
  return created;
}

/** The name of a user id, or the number itself where the system knows no name. */
export async function accountName(uid: number): Promise<string> {
  const result = await runProgram('id', ['-nu', String(uid)]).catch(() => undefined);
  return result?.code === 0 ? result.output.trim() : String(uid);
}

async function accountByName(name: string): Promise<SystemAccount | undefined> {
  const [user, group] = await Promise.all([
    runProgram('id', ['-u', name]).catch(() => undefined),
    runProgram('id', ['-g', name]).catch(() => undefined),
  ]);
  if (user?.code !== 0 || group?.code !== 0) return undefined;
  const uid = Number(user.output);
  const gid = Number(group.output);
  return Number.isInteger(uid) && Number.isInteger(gid) && uid !== 0 ? { name, uid, gid } : undefined;
}

/** Makes our account, in a group of its own name, new or existing; answers why not, where it cannot. */
async function createAccount(): Promise<string> {
  const args = ['--system', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin'];
  let reason = '';
  for (const group of [['--user-group'], ['--gid', OWN_ACCOUNT]]) {
    try {
      const result = await runProgram('useradd', [...args, ...group, OWN_ACCOUNT]);
      if (result.code === 0) return '';
      reason ||= lastLines(result.output, 1);
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
  }
  return reason;
}
