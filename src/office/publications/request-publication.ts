import { sql } from 'kysely';
import type { OfficeDatabase } from '../context.ts';
import { workChannel } from '../live/announce.ts';

/** Wakes the automatic publication of a company's websites at commit; it looks for itself what there is to do. */
export async function requestPublication(db: OfficeDatabase, companyId: string): Promise<void> {
  await sql`SELECT pg_notify(${workChannel}, ${companyId})`.execute(db);
}
