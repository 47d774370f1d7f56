import { describe, expect, it } from 'vitest';
import { acceptedCoding } from './accepted-coding.ts';

describe('content coding of the visitor pages', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP;q=0.5, br;q=0', 'gzip'],
    ['br; q=0.1', 'br'],
    ['*', 'br'],
    ['*;q=0', null],
    ['identity', null],
    ['gzip;q=x', null],
    ['', null],
    [undefined, null],
  ])('of %j is %s', (header, coding) => {
    expect(acceptedCoding(header)).toBe(coding);
  });
});
