import { expect, test } from 'vitest';
import { passwordStrength } from './password-strength.ts';

test('a password of fewer than ten characters is too short', () => {
  expect(passwordStrength('Kort!9')).toBe('short');
});

test('repetition and digits alone are easy to guess, however long', () => {
  expect(passwordStrength('abcabcabcabc')).toBe('weak');
  expect(passwordStrength('aaaaaaaaaaaaaaa')).toBe('weak');
  expect(passwordStrength('0123456789012')).toBe('weak');
});

test('several words are strong without signs', () => {
  expect(passwordStrength('paard batterij nietje')).toBe('strong');
  expect(passwordStrength('winterjas12')).toBe('good');
});
