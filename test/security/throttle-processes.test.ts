import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../support/gate.ts';
import { type GateProcess, startGateProcess } from '../support/gate-process.ts';
import { createVisitor, goodPassword } from '../support/visitor.ts';

let gate: TestGate;
let website: TestWebsite;
let one: GateProcess;
let other: GateProcess;

beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish();
  [one, other] = await Promise.all([startGateProcess(gate.databaseUrl), startGateProcess(gate.databaseUrl)]);
});
afterAll(async () => {
  await Promise.all([one?.stop(), other?.stop()]);
  await gate?.stop();
});

/** A wrong password at one of the processes, by another browser each time. */
async function guess(at: GateProcess, email: string, from: string): Promise<number> {
  const headers = { 'x-forwarded-for': from };
  const answer = await createVisitor(at.port, website).signIn(email, 'geraden woord', { headers });
  return answer.status;
}

describe('throttling by several processes on one database', () => {
  it('S7, R14: attempts at both count together, and outlive a process that is killed', async () => {
    const email = 'verdeeld@example.com';
    const statuses = [];
    for (const at of [one, one, other, one, other]) statuses.push(await guess(at, email, '198.51.100.7'));
    expect(statuses).toEqual([422, 422, 422, 422, 422]);
    expect(await guess(one, email, '198.51.100.7')).toBe(429);
    expect(await guess(other, email, '198.51.100.7')).toBe(429);
    await one.stop('SIGKILL');
    one = await startGateProcess(gate.databaseUrl);
    expect(await guess(one, email, '198.51.100.7')).toBe(429);
    expect(await guess(one, email, '198.51.100.8')).toBe(422);
  });

  it('S7, R14: known and unknown accounts are counted alike at both (I7)', async () => {
    await approved(gate, website, 'bekend@example.com');
    for (const email of ['bekend@example.com', 'onbekend@example.com']) {
      const statuses = [];
      for (const at of [one, other, one, other, one, other]) {
        statuses.push(await guess(at, email, '198.51.101.7'));
      }
      expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    }
  });

  it('S7, R14: a flood from many networks at both never keeps the owner out on a known device', async () => {
    const email = 'eigenaar@example.com';
    const { visitor } = await approved(gate, website, email);
    await visitor.submit(await visitor.get('/_gate/sign-out'), {}, { action: '/_gate/sign-out' });
    const statuses = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        guess(index % 2 === 0 ? one : other, email, `203.${index}.113.5`),
      ),
    );
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(5);
    for (const at of [one, other]) {
      const owner = createVisitor(at.port, website);
      for (const [name, value] of visitor.cookies) owner.cookies.set(name, value);
      const answer = await owner.signIn(email, goodPassword, { follow: false });
      expect(answer.status).toBe(303);
    }
  });
});
