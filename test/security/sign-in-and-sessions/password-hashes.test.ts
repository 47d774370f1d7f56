import { type Algorithm, hash, parseOptions, verify } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { verifyPassword } from '../../../src/passwords/password-hash.ts';
import { approved, registered, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { goodPassword } from '../../support/visitor.ts';
import { asked, newPassword } from './mailed-links.ts';

let gate: TestGate;
let website: TestWebsite;
beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish();
});
afterAll(() => gate.stop());

async function hashOf(email: string): Promise<string> {
  const { password_hash } = await gate.database.kysely
    .selectFrom('login')
    .select('password_hash')
    .where('email_canonical', '=', email)
    .executeTakeFirstOrThrow();
  return password_hash ?? '';
}

/** OWASP Password Storage: 19 MiB, two passes, one lane, or more. */
function expectStrong(hashed: string): void {
  expect(hashed).toMatch(/^\$argon2id\$v=19\$/);
  const { memoryCost = 0, timeCost = 0, parallelism = 0 } = parseOptions(hashed);
  expect(memoryCost).toBeGreaterThanOrEqual(19 * 1024);
  expect(timeCost).toBeGreaterThanOrEqual(2);
  expect(parallelism).toBeGreaterThanOrEqual(1);
}

describe('passwords at rest', () => {
  it('S1: wherever a password is kept it is as Argon2id with at least 19 MiB, two passes and one lane', async () => {
    const email = 'overal@example.com';
    await gate.visitor(website).signUp({ email });
    await gate.running.settle();
    const { kysely } = gate.database;
    const waiting = await kysely
      .selectFrom('registration')
      .select('password_hash')
      .where('email_canonical', '=', email)
      .executeTakeFirstOrThrow();
    expectStrong(waiting.password_hash);
    const visitor = await registered(gate, website, 'gekozen@example.com');
    const hashes = [await hashOf('gekozen@example.com')];
    const form = await visitor.get('/_gate/change-password');
    await visitor.submit(form, { current: goodPassword, password: newPassword }, { having: 'current' });
    hashes.push(await hashOf('gekozen@example.com'));
    const { link } = await asked(gate, website, 'gekozen@example.com');
    await visitor.submit(await visitor.get(link), { password: newPassword });
    hashes.push(await hashOf('gekozen@example.com'));
    for (const hashed of hashes) expectStrong(hashed);
    // A salt of its own each time, for the same password too.
    expect(new Set(hashes).size).toBe(3);
  });

  it.each([
    ['less memory', { algorithm: 2 as Algorithm, memoryCost: 8192, timeCost: 2, parallelism: 1 }],
    ['fewer passes', { algorithm: 2 as Algorithm, memoryCost: 19_456, timeCost: 1, parallelism: 1 }],
    ['Argon2i', { algorithm: 1 as Algorithm, memoryCost: 19_456, timeCost: 3, parallelism: 1 }],
  ])('S1: a hash with %s is replaced at the next sign-in, and at no wrong password', async (what, weaker) => {
    const email = `${what.replace(' ', '-').toLowerCase()}@example.com`;
    await approved(gate, website, email);
    const weak = await hash(goodPassword, weaker);
    await gate.database.kysely
      .updateTable('login')
      .set({ password_hash: weak })
      .where('email_canonical', '=', email)
      .execute();
    await gate.visitor(website).signIn(email, 'een ander woord');
    expect(await hashOf(email)).toBe(weak);
    const signedIn = await gate.visitor(website).signIn(email, goodPassword, { follow: false });
    expect(signedIn.status).toBe(303);
    const renewed = await hashOf(email);
    expectStrong(renewed);
    expect(await verify(renewed, goodPassword)).toBe(true);
    // One that is as strong as it should be stays.
    await gate.visitor(website).signIn(email, goodPassword);
    expect(await hashOf(email)).toBe(renewed);
  });
});

describe('hashes at once', () => {
  it('S1: a fixed number runs and waits, however many come; all others are told at once to come back', async () => {
    const taken = [];
    for (const come of [50, 100]) {
      const results = await Promise.allSettled(Array.from({ length: come }, () => verifyPassword(null, 'x')));
      const refused = results.filter((result) => result.status === 'rejected');
      for (const { reason } of refused) {
        expect(reason).toBeInstanceOf(AppError);
        expect(reason).toMatchObject({ code: 'busy', status: 503, params: { seconds: 5 } });
      }
      taken.push(come - refused.length);
    }
    const [few = 0, many] = taken;
    expect(few).toBeLessThan(50);
    expect(many).toBe(few);
  });
});
