import { expect, test } from 'vitest';
import { mostAttempts, readMailFailure, retryDelayMs } from './retry.ts';

test('case 24: the wait doubles from 10 seconds to an hour, for about five days', () => {
  expect([1, 2, 3, 9, 10, 100].map(retryDelayMs)).toEqual(
    [10, 20, 40, 2560, 3600, 3600].map((s) => s * 1000),
  );
  let total = 0;
  for (let attempt = 1; attempt < mostAttempts; attempt += 1) total += retryDelayMs(attempt);
  expect(total / 86_400_000).toBeCloseTo(5, 0);
});

test('case 24: only a refusal of this very mail is final; trouble of the server passes', () => {
  const error = (fields: object) => readMailFailure(Object.assign(new Error('message'), fields)).permanent;
  expect(error({ code: 'EENVELOPE', responseCode: 550, response: '550 no such user' })).toBe(true);
  expect(error({ code: 'EMESSAGE', responseCode: 554 })).toBe(true);
  expect(error({ code: 'EENVELOPE', responseCode: 451 })).toBe(false);
  expect(error({ code: 'EAUTH', responseCode: 535 })).toBe(false);
  expect(error({ code: 'ECONNECTION' })).toBe(false);
  expect(error({ code: 'ESOCKET' })).toBe(false);
  expect(error({})).toBe(false);
});

test('case 24: the reason is what the server said, in one line', () => {
  const error = Object.assign(new Error('x'), { code: 'EENVELOPE', response: '550 5.1.1\r\n unknown' });
  expect(readMailFailure(error).reason).toBe('550 5.1.1 unknown');
});
