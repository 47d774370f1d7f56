import { sql } from 'kysely';
import type { OfficeTransaction } from '../context.ts';

/** The next customer number that is free (R1). The company's row is locked, so that two never get the same. */
export async function takeNextNumber(trx: OfficeTransaction, companyId: string): Promise<string> {
  const [number] = await takeNextNumbers(trx, companyId, 1);
  if (number === undefined) throw new Error('one number was asked for');
  return number;
}

/**
 * The next customer numbers that are free, rising. Looks in stretches that grow, as a register that was imported may
 * have the next million of them.
 */
export async function takeNextNumbers(
  trx: OfficeTransaction,
  companyId: string,
  wanted: number,
): Promise<string[]> {
  const company = await trx
    .selectFrom('company')
    .select('next_contact_number')
    .where('id', '=', companyId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const found: number[] = [];
  let from = company.next_contact_number;
  for (let stretch = wanted + 50; found.length < wanted; stretch = Math.min(stretch * 4, 1_000_000)) {
    const { rows } = await sql<{ number: number }>`
      SELECT next.number FROM generate_series(${from}::bigint, ${from + stretch - 1}::bigint) AS next(number)
      WHERE NOT EXISTS (
        SELECT FROM contact WHERE contact.company_id = ${companyId} AND contact.number = next.number::text)
      ORDER BY next.number LIMIT ${wanted - found.length}`.execute(trx);
    found.push(...rows.map((row) => row.number));
    from += stretch;
  }
  await trx
    .updateTable('company')
    .set({ next_contact_number: (found.at(-1) ?? company.next_contact_number - 1) + 1 })
    .where('id', '=', companyId)
    .execute();
  return found.map(String);
}
