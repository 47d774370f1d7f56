import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGate, type TestGate } from '../../support/gate.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

it('a removed website is left out in silence: it is no error that its settings are gone', async () => {
  const website = await gate.publish();
  await gate.change(website, { removed: true });
  await gate.running.settle();
  expect(gate.logged.filter((line) => line.includes('can’t be read'))).toEqual([]);
  expect((await gate.visitor(website).get('/_gate/sign-in')).status).toBe(404);
});
