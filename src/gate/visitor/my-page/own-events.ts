import { sql } from 'kysely';
import type { GateDatabase } from '../../context.ts';

/** Something that happened and that the office has not fetched yet. */
export interface OwnEvent {
  readonly websiteId: string;
  /** `signed_in`, `passkey_added`, … or the kind of news, such as `detailsChangedV1`. */
  readonly what: string;
  readonly at: Date;
  /** Network of whoever did it (/24 of IPv4, /56 of IPv6); empty where it is not kept. */
  readonly network: string;
  readonly detail: string;
  readonly count: number;
}

/** Whom events are about. */
export interface EventsOf {
  readonly companyId: string;
  /** The address in each spelling that is kept. */
  readonly emails: readonly string[];
  readonly accountIds: readonly string[];
}

/**
 * The news about a person that is on its way to the office; once fetched it is kept there only. Without those about
 * mails, which are listed by themselves, and without details, which stand with the account.
 */
export async function ownEvents(
  db: GateDatabase,
  { companyId, emails, accountIds }: EventsOf,
): Promise<OwnEvent[]> {
  const { rows } = await sql<OwnEvent>`
    SELECT website_id AS "websiteId", coalesce(data ->> 'event', type) AS what, at,
      coalesce(data ->> 'network', '') AS network, coalesce(data ->> 'detail', '') AS detail,
      coalesce((data ->> 'count')::int, 1) AS count
    FROM event
    WHERE company_id = ${companyId} AND type <> 'mailV1'
      AND (data ->> 'email' = ANY(${[...emails]}::text[]) OR data ->> 'accountId' = ANY(${[...accountIds]}::text[]))
    ORDER BY number`.execute(db);
  return rows;
}
