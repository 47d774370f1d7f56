import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../src/core/errors.ts';
import { newId } from '../../src/core/uuid.ts';
import { type Database, openDatabase } from '../../src/database/connect.ts';
import type { GateTables } from '../../src/database/gate-tables.ts';
import { createThrottle, type Throttle } from '../../src/gate/visitor/throttle.ts';
import { defaultLimits } from '../../src/gate/visitor/throttle-limits.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let gate: Database<GateTables>;
const secret = Buffer.alloc(32, 1);

beforeAll(async () => {
  database = await createTestDatabase();
  gate = await openDatabase<GateTables>(database.gateUrl, 'gate');
});
afterAll(async () => {
  await gate?.close();
  await database?.drop();
});

const somebody = () => ({ companyId: newId(), loginId: newId(), knownDevice: false });

/** Seconds to wait, or 0 where the attempt may be made. */
async function waitOf(work: Promise<void>): Promise<number> {
  try {
    await work;
    return 0;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'too_many_attempts') throw error;
    return Number(error.params.seconds);
  }
}

async function tries(throttle: Throttle, attempt: ReturnType<typeof somebody>, times: number) {
  const waits = [];
  for (let time = 0; time < times; time += 1) waits.push(await waitOf(throttle.code(attempt)));
  return waits;
}

describe('guessing codes of a second factor', () => {
  it('S7, R14: five at will, then one after another with a growing pause, at every process', async () => {
    const [one, other] = [createThrottle(gate.pool, secret), createThrottle(gate.pool, secret)];
    const attempt = somebody();
    expect(await tries(one, attempt, 3)).toEqual([0, 0, 0]);
    // Two at will and the first by turn, which the next ones have to wait for.
    const waits = await tries(other, attempt, 6);
    expect(waits.slice(0, 3)).toEqual([0, 0, 0]);
    for (const wait of waits.slice(3)) expect([1, 2]).toContain(wait);
  });

  it('S7, R14: no pause is longer than a quarter of an hour, so that nobody is locked out', async () => {
    const code = { ...defaultLimits.code, points: -100 };
    const throttle = createThrottle(gate.pool, secret, { ...defaultLimits, code });
    const attempt = somebody();
    expect(await tries(throttle, attempt, 1)).toEqual([0]);
    const [wait = 0] = await tries(throttle, attempt, 1);
    expect(wait).toBeGreaterThan(890);
    expect(wait).toBeLessThanOrEqual(900);
  });

  it('S7, R14: a right code begins the count anew', async () => {
    const throttle = createThrottle(gate.pool, secret);
    const attempt = somebody();
    await tries(throttle, attempt, 7);
    await throttle.codeSucceeded(attempt);
    expect(await tries(throttle, attempt, 5)).toEqual([0, 0, 0, 0, 0]);
  });

  it('S7, R14: who found out the password does not slow down its owner on a known device, nor anybody else', async () => {
    const throttle = createThrottle(gate.pool, secret);
    const attempt = somebody();
    await tries(throttle, attempt, 10);
    expect(await tries(throttle, { ...attempt, knownDevice: true }, 10)).toEqual(Array(10).fill(0));
    expect(await tries(throttle, { ...attempt, companyId: newId() }, 1)).toEqual([0]);
    expect(await tries(throttle, { ...attempt, loginId: newId() }, 1)).toEqual([0]);
  });

  it('S7, R14: within a day a stranger in the owner’s mailbox, whose links make a known device, guesses one in 2500 at most', () => {
    const { code, codeDevice } = defaultLimits;
    const day = 86_400;
    const onDevice = codeDevice.points * Math.ceil(day / codeDevice.duration);
    let byTurns = 0;
    for (let seconds = 0; seconds < day; byTurns += 1) {
      seconds += Math.min(code.longestDelay, 2 ** (byTurns + 1));
    }
    const attempts = onDevice + code.points * Math.ceil(day / code.duration) + byTurns;
    // Three codes of a million are right at any time.
    expect(attempts * 3).toBeLessThanOrEqual(1_000_000 / 2500);
  });
});
