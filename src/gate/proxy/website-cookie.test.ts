import { describe, expect, it } from 'vitest';
import { outerCookie } from './website-cookie.ts';

const address = new URL('http://inner.example:3000/base/');

describe('cookies of websites', () => {
  it.each([
    ['a=1', 'a=1'],
    ['a=1; Path=/base; HttpOnly', 'a=1; Path=/; HttpOnly'],
    ['a=1; path=/base/sub/', 'a=1; Path=/sub/'],
    ['a=1; Path=/basement', 'a=1; Path=/basement'],
    ['a=1; Path=/', 'a=1; Path=/'],
    ['a=1;Domain=inner.example;Secure', 'a=1;Secure'],
    ['a=1; domain=.INNER.example', 'a=1'],
    ['a=1; Domain=example', 'a=1; Domain=example'],
    ['a=b=c; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'a=b=c; Expires=Wed, 21 Oct 2026 07:28:00 GMT'],
    ['', ''],
  ])('R12: “%s” comes out as “%s”', (value, expected) => {
    expect(outerCookie(value, address, true)).toBe(expected);
  });

  it.each([
    '__Host-gate=x',
    '__host-GATE-form=x; Path=/',
    ' __Host-gate =x',
    '=__Host-gate=x',
    '==__Host-gate=x',
    '\t__Host-gate',
  ])('I1: “%s” sets none of the gate’s', (value) => {
    expect(outerCookie(value, address, true)).toBeNull();
  });

  it('I1: on development hosts the gate’s cookies have other names', () => {
    expect(outerCookie('gate=x', address, false)).toBeNull();
    expect(outerCookie('gate-form=x', address, false)).toBeNull();
    expect(outerCookie('gate=x', address, true)).toBe('gate=x');
    expect(outerCookie('gateau=x', address, false)).toBe('gateau=x');
  });
});
