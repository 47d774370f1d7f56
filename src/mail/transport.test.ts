import { expect, test } from 'vitest';
import { checkMailSettings, serverOf } from './transport.ts';

test('R8: settings of the mail server that can’t be right are told by name, before anything is sent', () => {
  const wrong = (url: string | undefined, from: string) => () => checkMailSettings(url, from);
  expect(wrong('smtp://', 'a@example.com')).toThrow(/SMTP_URL/);
  expect(wrong('smtp://user:pa#ss@host', 'a@example.com')).toThrow(/SMTP_URL.*%23/);
  expect(wrong(undefined, 'nobody')).toThrow(/MAIL_FROM/);
  expect(wrong('smtp://user:secret@mail.example.com:587', 'Shop <shop@example.com>')).not.toThrow();
  expect(wrong(undefined, 'Gatehouse <noreply@localhost>')).not.toThrow();
});

test('R8: the server is named without user and password', () => {
  expect(serverOf('smtp://user:secret@mail.example.com')).toBe('mail.example.com:587');
  expect(serverOf('smtps://mail.example.com')).toBe('mail.example.com:465');
  expect(serverOf('smtp://127.0.0.1:2525')).toBe('127.0.0.1:2525');
});
