import { describe, expect, it } from 'vitest';
import { networkOf } from './network-of.ts';

describe('network of an address', () => {
  it.each([
    ['192.0.2.17', '192.0.2'],
    ['::ffff:192.0.2.17', '192.0.2'],
    ['2001:db8:1234:5678::1', '20010db8123456'],
    ['2001:db8:1234:56ff:1:2:3:4', '20010db8123456'],
    ['2001:DB8:1234:5700::1', '20010db8123457'],
    ['::1', '00000000000000'],
    ['fe80::1%eth0', 'fe800000000000'],
    ['unknown', 'unknown'],
  ])('R14: %s is counted as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
