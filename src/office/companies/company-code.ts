import { randomInt } from 'node:crypto';

/** Letters and digits that can't be taken for one another when read out (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new code for a company, `K7QM-2XHB`: short enough to read out to whoever issues a licence (R17). */
export function newCompanyCode(): string {
  const characters = Array.from({ length: 8 }, () => alphabet.charAt(randomInt(alphabet.length)));
  return `${characters.slice(0, 4).join('')}-${characters.slice(4).join('')}`;
}
