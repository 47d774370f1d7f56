/**
 * A match key as the database keeps it: 53 bits, which are exact in JavaScript and in `bigint` alike. The company
 * goes into it, so that one company's keys never lead to another's contacts. A collision (one in 10⁹ lookups in a
 * register of a million) adds a candidate that the comparison then throws out. (Mixing as in MurmurHash3.)
 */
export function hashKey(companyId: string, key: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const text of [companyId, key]) {
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      high = Math.imul(high ^ code, 2654435761);
      low = Math.imul(low ^ code, 1597334677);
    }
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
