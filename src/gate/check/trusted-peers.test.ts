import { describe, expect, it } from 'vitest';
import { AppError } from '../../core/errors.ts';
import { readTrustedPeers } from './trusted-peers.ts';

describe('trusted peers', () => {
  const trusted = readTrustedPeers(' 127.0.0.1, ::1,10.0.0.0/8 ,, 2001:db8::/32');

  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.255.0.1', '::ffff:10.1.2.3', '2001:db8:1::9'])(
    'I1: the forwarded headers of %s count',
    (address) => {
      expect(trusted(address)).toBe(true);
    },
  );

  it.each([undefined, '', '127.0.0.2', '11.0.0.1', '::2', '2001:db9::1', 'localhost', '127.0.0.1, 10.0.0.1'])(
    'I1: those of %s do not',
    (address) => {
      expect(trusted(address)).toBe(false);
    },
  );

  it('I1: an empty list trusts nobody', () => {
    expect(readTrustedPeers('')('127.0.0.1')).toBe(false);
  });

  it.each(['localhost', '10.0.0.0/33', '10.0.0.0/x', '10.0.0.0/', '1.2.3', '::/129'])(
    'I1: %s is refused at start, naming the setting',
    (list) => {
      expect(() => readTrustedPeers(list)).toThrow(AppError);
      expect(() => readTrustedPeers(list)).toThrow(/TRUSTED_PROXIES/);
    },
  );
});
