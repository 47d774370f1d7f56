import { describe, expect, it } from 'vitest';
import { readConfig } from '../../config.ts';
import { timeLimitsOf } from './time-limits.ts';

describe('how long the gate waits for a website', () => {
  it('10 s to connect, two minutes for an answer and without a byte, unless told otherwise', () => {
    const usual = { connectMs: 10_000, answerMs: 120_000, idleMs: 120_000 };
    expect(timeLimitsOf(readConfig({}))).toMatchObject(usual);
  });

  it.each([
    ['UPSTREAM_CONNECT_SECONDS', 'connectMs'],
    ['UPSTREAM_ANSWER_SECONDS', 'answerMs'],
    ['UPSTREAM_IDLE_SECONDS', 'idleMs'],
  ])('%s sets its own limit and no other', (name, limit) => {
    const usual = timeLimitsOf(readConfig({}));
    expect(timeLimitsOf(readConfig({ [name]: '86400' }))).toEqual({ ...usual, [limit]: 86_400_000 });
  });
});
