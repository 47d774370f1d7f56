import { expect, test } from 'vitest';
import { refuseCrossSite } from './cross-site.ts';

const own = { method: 'POST', host: 'localhost:8080', headers: { 'x-gatehouse-csrf': '1' } };
const withOrigin = (origin: string) => ({ ...own, headers: { ...own.headers, origin } });

test.each(['GET', 'HEAD', 'OPTIONS'])('%s changes nothing, so that it may come from anywhere', (method) => {
  expect(() =>
    refuseCrossSite({ method, host: 'x', headers: { origin: 'https://evil.example' } }, undefined),
  ).not.toThrow();
});

test.each(['POST', 'PUT', 'DELETE', 'PATCH'])('%s needs the header of our own pages', (method) => {
  expect(() => refuseCrossSite({ ...own, method }, undefined)).not.toThrow();
  expect(() => refuseCrossSite({ ...own, method, headers: {} }, undefined)).toThrow(
    /did not come from a page/,
  );
});

test('the origin, where a browser tells it, is the host that was asked', () => {
  expect(() => refuseCrossSite(withOrigin('http://localhost:8080'), undefined)).not.toThrow();
  for (const origin of ['http://localhost:8081', 'http://localhost:8080.evil.example', 'null', '']) {
    expect(() => refuseCrossSite(withOrigin(origin), undefined)).toThrow();
  }
});

test('behind a proxy it is the configured address, whatever Host says', () => {
  const request = { ...withOrigin('https://office.example.com'), host: '10.0.0.5:8080' };
  expect(() => refuseCrossSite(request, 'https://office.example.com')).not.toThrow();
  expect(() =>
    refuseCrossSite({ ...request, host: 'evil.example' }, 'https://office.example.com'),
  ).not.toThrow();
  expect(() => refuseCrossSite(withOrigin('http://localhost:8080'), 'https://office.example.com')).toThrow();
});
