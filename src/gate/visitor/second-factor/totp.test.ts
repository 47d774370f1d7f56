import { describe, expect, it } from 'vitest';
import { isTotpSecret, newTotpSecret, readableSecret, stepOfCode, totpAddress } from './totp.ts';

/** The secret of RFC 6238, appendix B; its codes there have eight digits, of which an app shows the last six. */
const secret = Buffer.from('12345678901234567890');
const codes: [number, string][] = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
];
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('code of an authenticator app', () => {
  it.each(codes)('R14: at %i s it is %s (RFC 6238 appendix B)', (seconds, code) => {
    expect(stepOfCode(secret, code, at(seconds))).toBe(Math.floor(seconds / 30));
    expect(stepOfCode(secret, ` ${code.slice(0, 3)} ${code.slice(3)} `, at(seconds))).not.toBeNull();
  });

  it('R14: counts one step before and after, and no longer', () => {
    const step = Math.floor(1111111111 / 30);
    for (const offset of [-1, 0, 1]) {
      expect(stepOfCode(secret, '050471', at((step + offset) * 30 + 5))).toBe(step);
    }
    for (const offset of [-2, 2])
      expect(stepOfCode(secret, '050471', at((step + offset) * 30 + 5))).toBeNull();
  });

  it.each(['', '28708', '2870822', '28708a', '２８７０８２', '-87082'])('R14: %j is no code', (typed) => {
    expect(stepOfCode(secret, typed, at(59))).toBeNull();
  });

  it('R14: a secret has 160 bit, is read in groups and in an address that apps know', () => {
    const made = newTotpSecret();
    expect(isTotpSecret(made)).toBe(true);
    expect(isTotpSecret(made.subarray(1))).toBe(false);
    expect(readableSecret(made)).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    const address = new URL(totpAddress(made, 'Partnerweb: De Vries & Zn', 'anna+x@example.com'));
    expect(address.protocol).toBe('otpauth:');
    expect(address.searchParams.get('secret')).toBe(readableSecret(made).replaceAll(' ', ''));
    expect(address.searchParams.get('issuer')).toBe('Partnerweb: De Vries & Zn');
    expect(decodeURIComponent(address.pathname)).toContain('anna+x@example.com');
  });
});
