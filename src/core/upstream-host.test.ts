import { describe, expect, it } from 'vitest';
import { upstreamHostOf } from './upstream-host.ts';

describe('the Host that a website behind the gate is called by', () => {
  it.each(['http://127.0.0.1:3000', 'https://app.example.com'])('is the one chosen, for %s', (url) => {
    expect(upstreamHostOf({ url, host: 'visitor' })).toBe('visitor');
    expect(upstreamHostOf({ url, host: 'upstream' })).toBe('upstream');
  });

  it.each([
    ['http://127.0.0.1:3000', 'visitor'],
    ['https://[::1]/app', 'visitor'],
    ['http://localhost:3000', 'upstream'],
    ['https://app.example.com', 'upstream'],
    ['http://', 'visitor'],
    ['', 'visitor'],
  ])('follows from the address where nobody chose: %s → %s', (url, host) => {
    expect(upstreamHostOf({ url })).toBe(host);
  });
});
