import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../src/core/uuid.ts';
import { withTransaction } from '../../src/database/transaction.ts';
import { appendEvent } from '../../src/gate/events/append-event.ts';
import { createTestLink, type TestLink } from '../support/link.ts';
import { ownTime } from '../support/own-time.ts';

let link: TestLink;
beforeEach(async () => {
  link = await createTestLink();
});
afterEach(() => link.close());

function signedIn(): Promise<number> {
  return withTransaction({ kysely: link.gate.db }, (trx) =>
    appendEvent(trx, link.clock, {
      type: 'signedInV1',
      companyId: newId(),
      websiteId: newId(),
      data: { accountId: newId() },
    }),
  );
}

function fetchAfter(after: number, waitSeconds = 0, signal?: AbortSignal) {
  return link.gates.events(link.gateId, { after, limit: 100, waitSeconds, ...(signal ? { signal } : {}) });
}

test('R9, I4: events are numbered in the order of their commits, without a gap, however many come at once', async () => {
  await Promise.all(Array.from({ length: 30 }, signedIn));
  const events = await fetchAfter(0);
  expect(events.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  expect((await fetchAfter(28)).map(({ number }) => number)).toEqual([29, 30]);
});

test('I4: a number that was rolled back is used by the next, so that no reader waits for it or passes it', async () => {
  await expect(
    withTransaction({ kysely: link.gate.db }, async (trx) => {
      await appendEvent(trx, link.clock, {
        type: 'signedInV1',
        companyId: newId(),
        websiteId: newId(),
        data: { accountId: newId() },
      });
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  expect(await signedIn()).toBe(1);
});

test('R9: a waiting office gets an event as it happens', async () => {
  const waiting = fetchAfter(0, 20);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const took = await ownTime(async () => {
    await signedIn();
    expect(await waiting).toHaveLength(1);
  });
  expect(took).toBeLessThan(2000);
});

test('an office that stops ends its wait at once, and so does a gate that stops', async () => {
  const stop = new AbortController();
  const waiting = fetchAfter(0, 25, stop.signal);
  setTimeout(() => stop.abort(new Error('stopped')), 100);
  await expect(waiting).rejects.toThrow('stopped');
  const other = fetchAfter(0, 25);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const took = await ownTime(async () => {
    const closing = link.listener.close();
    expect(await other).toEqual([]);
    await closing;
  });
  expect(took).toBeLessThan(3000);
});

test('I5: acknowledged events are deleted with their personal data; doing it twice or too far changes nothing', async () => {
  await signedIn();
  await signedIn();
  await link.gates.acknowledge(link.gateId, 1);
  await link.gates.acknowledge(link.gateId, 1);
  expect((await fetchAfter(0)).map(({ number }) => number)).toEqual([2]);
  await link.gates.acknowledge(link.gateId, 999);
  expect(await link.gate.db.selectFrom('event').select('number').execute()).toEqual([]);
  expect(await signedIn()).toBe(3);
});

test('I4: a gate put back from an older copy gives nothing new a number that the office has already', async () => {
  await signedIn();
  await signedIn();
  await link.gates.acknowledge(link.gateId, 1);
  // The office had seen up to 7 before the gate went back to 2.
  expect((await fetchAfter(7)).map(({ number }) => number)).toEqual([8]);
  expect(await signedIn()).toBe(9);
});
