import { expect, test } from 'vitest';
import { networkName } from './network-name.ts';

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:12:3456::1', '2001:db8:12:3400::/56'],
  ['2001:db8::1', '2001:db8::/56'],
  ['2001:0:0:ab00::1', '2001:0:0:ab00::/56'],
  ['fe80::1%eth0', 'fe80::/56'],
  ['::1', '::/56'],
  ['unknown', ''],
  ['', ''],
])('GATE: %s stands in the log as %s, never whole', (address, name) => {
  expect(networkName(address)).toBe(name);
});
