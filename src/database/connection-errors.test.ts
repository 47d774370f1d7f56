import { describe, expect, it } from 'vitest';
import { checkServerVersion, explainConnectionError } from './connection-errors.ts';

const url = 'postgres://somebody:only-I-know@db.example/register';

function failure(code: string): Error {
  return Object.assign(new Error(`the server said ${code}`), { code });
}

describe('the version of the server', () => {
  it('must be 15 or newer', () => {
    expect(() => checkServerVersion(150_000, '15.0', 'office')).not.toThrow();
    expect(() => checkServerVersion(140_020, '14.20 (Debian)', 'gate')).toThrow(
      /GATE_DATABASE_URL is PostgreSQL 14\.20 .* needs version 15 or newer/,
    );
  });
});

describe('a failed connection', () => {
  it.each([
    ['28P01', 'database_login_refused'],
    ['28000', 'database_login_refused'],
    ['3D000', 'database_not_found'],
    ['42501', 'database_rights_missing'],
    ['ECONNREFUSED', 'database_unreachable'],
    ['57P03', 'database_unreachable'],
    ['', 'database_unreachable'],
  ])('with %s is told as %s, without the password', (code, expected) => {
    const error = explainConnectionError(failure(code), 'office', url);
    expect(error.code).toBe(expected);
    for (const language of ['en', 'nl'] as const) {
      expect(error.in(language)).toContain('OFFICE_DATABASE_URL');
      expect(error.in(language)).not.toContain('only-I-know');
      expect(error.in(language)).not.toMatch(/\{\w+\}/);
    }
  });

  it('to several addresses is told by the reason of the first', () => {
    const both = new AggregateError([failure('ECONNREFUSED'), failure('ENETUNREACH')]);
    expect(explainConnectionError(both, 'gate', url).message).toContain('nothing listens there');
  });
});
