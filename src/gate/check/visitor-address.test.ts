import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { readTrustedPeers } from './trusted-peers.ts';
import { visitorAddress } from './visitor-address.ts';

const trusted = readTrustedPeers('127.0.0.1,10.0.0.0/8,2001:db8::/32');

/** The address of a request that the trusted 127.0.0.1 (or another peer) hands on with this X-Forwarded-For. */
function addressOf(forwarded: string | undefined, peer = '127.0.0.1'): string {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: peer });
  const request = new IncomingMessage(socket);
  if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded;
  return visitorAddress(trusted, request);
}

describe('the visitor’s network address', () => {
  it.each([
    [undefined, '127.0.0.1'],
    ['203.0.113.7', '203.0.113.7'],
    ['6.6.6.6, 203.0.113.7', '203.0.113.7'],
    ['6.6.6.6, 203.0.113.7, 10.1.1.1', '203.0.113.7'],
    ['2001:db9::1, 2001:db8::9', '2001:db9::1'],
  ])('GATE: behind trusted proxies is the last that is none of them (%s)', (forwarded, expected) => {
    expect(addressOf(forwarded)).toBe(expected);
  });

  it('GATE: is that of the peer itself, where nobody trusts it', () => {
    expect(addressOf('203.0.113.7', '198.51.100.1')).toBe('198.51.100.1');
  });

  it.each([
    ['203.0.113.7:40123', '203.0.113.7'],
    ['6.6.6.6, 203.0.113.7:40123, 10.1.1.1:7', '203.0.113.7'],
    ['[2001:db9::1]:40123', '2001:db9::1'],
    ['[2001:db9::1]', '2001:db9::1'],
    ['"[2001:db9::1]:40123", 10.1.1.1', '2001:db9::1'],
  ])(
    'GATE: is without the port that some proxies write, which is another at each connection (%s)',
    (forwarded, expected) => {
      expect(addressOf(forwarded)).toBe(expected);
    },
  );
});
