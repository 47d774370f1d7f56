import { describe, expect, it } from 'vitest';
import { isShownName } from './find-file.ts';

describe('names that a folder shows', () => {
  it.each([
    'index.html',
    'Prijzen café #1 100%.txt',
    'a..b',
    'con',
    'nul.txt',
    '.well-known',
    'x.',
    'a:b',
    'ſ',
  ])('R12: %s, where names mean what they say', (name) => {
    expect(isShownName(name, 'linux')).toBe(true);
  });

  it.each(['.', '..', '...', '.env', '.git', '.well-known2'])('I1: never %s', (name) => {
    expect(isShownName(name, 'linux')).toBe(false);
    expect(isShownName(name, 'win32')).toBe(false);
  });

  it.each([
    'con',
    'NUL',
    'aux.txt',
    'Com1',
    'lpt9.log',
    'com².x',
    'conout$',
    'file.txt::$DATA',
    'x:y',
    'x.',
    'x ',
    'x?',
    'a|b',
  ])('I1: not %s on Windows, which reads it as another name', (name) => {
    expect(isShownName(name, 'win32')).toBe(false);
  });

  it('R12: other names are names on Windows too', () => {
    for (const name of ['index.html', 'console.txt', 'com10', 'a b', 'x.y.z', 'auxiliary']) {
      expect(isShownName(name, 'win32')).toBe(true);
    }
  });
});
