import { describe, expect, test } from 'vitest';
import { describeConfig, readConfig } from './config.ts';

describe('settings', () => {
  test('empty ones count as not set', () => {
    expect(readConfig({ OFFICE_PORT: '', SMTP_URL: '' })).toMatchObject({
      OFFICE_PORT: 8080,
      SMTP_URL: undefined,
    });
  });

  test('a port is read as a number', () => {
    expect(readConfig({ GATE_PORT: '0', LINK_PORT: '65535' })).toMatchObject({
      GATE_PORT: 0,
      LINK_PORT: 65_535,
    });
  });

  test.each([
    ['OFFICE_PORT', 'abc', 'it is no port, which is a number from 0 to 65535'],
    ['OFFICE_PORT', '65536', 'it is no port, which is a number from 0 to 65535'],
    ['GATE_PORT', '-1', 'it is no port, which is a number from 0 to 65535'],
    ['LINK_PORT', '80.5', 'it is no port, which is a number from 0 to 65535'],
    ['LINK_PORT', '0x50', 'it is no port, which is a number from 0 to 65535'],
    ['OFFICE_URL', 'office.example.com', 'it is no address such as https://gatehouse.example.com'],
    ['OFFICE_URL', 'ftp://office.example.com', 'it is no address such as https://gatehouse.example.com'],
    ['OFFICE_DATABASE_URL', 'mysql://localhost/x', 'it does not begin with postgres://'],
    ['UPSTREAM_CONNECT_SECONDS', '0', 'it is no number of seconds from 1 to 86400'],
    ['UPSTREAM_ANSWER_SECONDS', '86401', 'it is no number of seconds from 1 to 86400'],
    ['UPSTREAM_IDLE_SECONDS', '2.5', 'it is no number of seconds from 1 to 86400'],
    ['UPSTREAM_IDLE_SECONDS', '2m', 'it is no number of seconds from 1 to 86400'],
    ['SMTP_URL', 'mail.example.com', 'it does not begin with smtp:// or smtps://'],
    ['LOG_LEVEL', 'loud', 'it is none of trace, debug, info, warn, error, fatal, silent'],
  ])('%s=%s is refused in plain words', (name, value, reason) => {
    expect(() => readConfig({ [name]: value })).toThrow(
      `The setting ${name} is not right: ${reason}. Correct it and start again.`,
    );
  });

  test('each has its meaning and its default for the documentation', () => {
    expect(describeConfig()).toContainEqual({
      name: 'LINK_PORT',
      fallback: '8082',
      about: 'Port of the link between office and gate, health and metrics.',
    });
  });
});
