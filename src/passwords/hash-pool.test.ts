import { readdir, readFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import { describe, expect, it } from 'vitest';
import { createHashPool } from './hash-pool.ts';
import { dummyHash, parameters } from './password-hash.ts';

/** Niceness of each thread of this process (proc(5): field 19). */
async function nicenessOfThreads(): Promise<number[]> {
  const threads = await readdir('/proc/self/task');
  const lines = await Promise.all(threads.map((id) => readFile(`/proc/self/task/${id}/stat`, 'utf8')));
  return lines.map((line) => Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[16]));
}

describe('hashing threads', () => {
  it('R14: what one hashes another one verifies, and a wrong password is told', async () => {
    const pool = createHashPool();
    const hash = await pool.run({ kind: 'hash', plain: 'kachel lamp', parameters });
    const verify = (plain: string) => pool.run({ kind: 'verify', hash: String(hash), plain });
    expect(await Promise.all([verify('kachel lamp'), verify('kachel lam')])).toEqual([true, false]);
  });

  it('R14: a hash that can’t be read is an error of that job only', async () => {
    const pool = createHashPool();
    await expect(pool.run({ kind: 'verify', hash: 'no hash', plain: 'x' })).rejects.toThrow();
    expect(await pool.run({ kind: 'verify', hash: dummyHash, plain: 'x' })).toBe(false);
  });

  it.runIf(process.platform === 'linux')(
    'DESIGN §9: they give way to the thread that answers checks, which keeps its priority',
    async () => {
      const before = getPriority();
      await createHashPool().run({ kind: 'verify', hash: dummyHash, plain: 'x' });
      expect(await nicenessOfThreads()).toContain(Math.min(19, before + 5));
      expect(getPriority()).toBe(before);
    },
  );
});
