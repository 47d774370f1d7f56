import { expect, test } from 'vitest';
import { isDevelopmentHost } from './development-host.ts';

test.each([
  'localhost',
  'shop.localhost',
  'SHOP.Localhost.',
  'partners.test',
  '127.0.0.1',
  '127.1.2.3',
  '[::1]',
])('%s is a host for trying things out', (host) => expect(isDevelopmentHost(host)).toBe(true));

test.each([
  'example.com',
  'localhost.example.com',
  'notlocalhost',
  'mytest',
  '10.0.0.1',
  '127.0.0.1.nl',
  '[::2]',
  '',
])('%j is none', (host) => expect(isDevelopmentHost(host)).toBe(false));
