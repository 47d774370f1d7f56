import type { GateDatabase } from '../../context.ts';
import { type PublishedWebsite, readPublishedWebsite } from '../../websites/published-website.ts';

/** Websites of one company (I8) by their ids; one whose settings can't be read is left out. */
export async function findWebsites(
  db: GateDatabase,
  companyId: string,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, PublishedWebsite>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom('website')
    .select(['id', 'company_id', 'settings'])
    .where('company_id', '=', companyId)
    .where('id', 'in', wanted)
    .execute();
  const websites = rows.map(readPublishedWebsite).filter((website) => website !== null);
  return new Map(websites.map((website) => [website.id, website]));
}
