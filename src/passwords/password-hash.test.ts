import { hash, parseOptions } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { AppError } from '../core/errors.ts';
import { dummyHash, hashPassword, needsRehash, parameters, verifyPassword } from './password-hash.ts';

describe('password hash', () => {
  it('R14: is Argon2id with at least 19 MiB and two passes, another one each time', async () => {
    const [one, other] = await Promise.all([hashPassword('kachel lamp'), hashPassword('kachel lamp')]);
    expect(one).toMatch(/^\$argon2id\$/);
    expect(one).not.toBe(other);
    expect(parseOptions(one)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  });

  it('R14: knows the right password from a wrong one, and two spellings of the same characters as one', async () => {
    const kept = await hashPassword('Zoë’s café');
    expect(await verifyPassword(kept, 'Zoë’s café'.normalize('NFD'))).toBe(true);
    expect(await verifyPassword(kept, 'Zoe’s cafe')).toBe(false);
    expect(await verifyPassword(null, 'Zoë’s café')).toBe(false);
  });

  it('I7: the hash for unknown addresses costs what a real one costs', () => {
    expect(parseOptions(dummyHash)).toMatchObject({
      algorithm: parameters.algorithm,
      memoryCost: parameters.memoryCost,
      timeCost: parameters.timeCost,
      parallelism: parameters.parallelism,
    });
  });

  it('R14: a hash with weaker parameters is to be renewed', async () => {
    const weak = await hash('x', { algorithm: 2, memoryCost: 8192, timeCost: 2, parallelism: 1 });
    expect(needsRehash(weak)).toBe(true);
    expect(needsRehash(await hashPassword('x'))).toBe(false);
  });

  it('I7: beyond the fixed number of hashes the rest is told to come back, and nobody is kept waiting', async () => {
    const results = await Promise.allSettled(Array.from({ length: 60 }, () => verifyPassword(null, 'x')));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(60);
    for (const { reason } of refused) {
      expect(reason).toBeInstanceOf(AppError);
      expect(reason.code).toBe('busy');
    }
    expect(await verifyPassword(null, 'x')).toBe(false);
  });
});
