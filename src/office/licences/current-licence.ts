import type { OfficeDatabase } from '../context.ts';

/** The licence that counts for a company, as it was entered. */
export interface CurrentLicence {
  readonly holder: string;
  /** Null for one without end. */
  readonly validUntil: Date | null;
  readonly enteredAt: Date;
  readonly enteredBy: string;
}

/** The licence that was entered last, or null; `trx` too is a database. */
export async function currentLicence(db: OfficeDatabase, companyId: string): Promise<CurrentLicence | null> {
  const row = await db
    .selectFrom('licence')
    .select(['holder', 'valid_until', 'entered_at', 'entered_by'])
    .where('company_id', '=', companyId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    holder: row.holder,
    validUntil: row.valid_until,
    enteredAt: row.entered_at,
    enteredBy: row.entered_by,
  };
}
