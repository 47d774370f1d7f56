import { sql } from 'kysely';
import type { LiveTopic } from '../../contract/live.ts';
import type { OfficeDatabase } from '../context.ts';

export const liveChannel = 'gatehouse_office_live';
export const workChannel = 'gatehouse_office_work';

/** Tells every office process, and through it the open screens, that something of a company changed; at commit. */
export async function announce(db: OfficeDatabase, companyId: string, topic: LiveTopic): Promise<void> {
  await sql`SELECT pg_notify(${liveChannel}, ${`${companyId} ${topic}`})`.execute(db);
}
