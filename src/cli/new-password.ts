import { randomInt } from 'node:crypto';

/** Letters and digits that can't be taken for one another on a screen. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A password to print once and hand over: 16 characters in groups, 80 bit. */
export function newPassword(): string {
  const characters = Array.from({ length: 16 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  return (characters.match(/.{4}/g) ?? []).join('-');
}
