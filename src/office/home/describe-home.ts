import { sql } from 'kysely';
import type { Home } from '../../contract/companies.ts';
import { countWaiting, waitingStates } from '../companies/count-waiting.ts';
import type { Office } from '../context.ts';
import { describeLicence } from '../licences/describe-licence.ts';
import { mailConfigured } from './mail-configured.ts';

/** How far the charts look back, and how many of those who wait are named. */
const weeksShown = 12;
const waitingShown = 8;

/** The start screen: what waits, oldest first, and two small charts (DESIGN §8). */
export async function describeHome(office: Office, companyId: string): Promise<Home> {
  const { db, clock } = office;
  const [counters, licence, mail, contacts, websites, waiting, weeks, signIns, gates] = await Promise.all([
    countWaiting(db, companyId),
    describeLicence(db, clock, companyId),
    mailConfigured(office),
    count(office, 'contact', companyId),
    count(office, 'website', companyId),
    listWaiting(office, companyId),
    listWeeks(office, companyId),
    countSignIns(office, companyId),
    listGates(office, companyId),
  ]);
  return { counters, licence, mailConfigured: mail, contacts, websites, waiting, weeks, signIns, gates };
}

async function count(office: Office, table: 'contact' | 'website', companyId: string): Promise<number> {
  const counted = sql<{ count: number }>`SELECT count(*)::int AS count FROM ${sql.table(table)}
    WHERE company_id = ${companyId} ${table === 'website' ? sql`AND removed_at IS NULL` : sql``}`;
  const { rows } = await counted.execute(office.db);
  return rows[0]?.count ?? 0;
}

async function listWaiting(office: Office, companyId: string): Promise<Home['waiting']> {
  const { rows } = await sql<{
    id: string;
    name: string;
    website: string;
    received_at: Date;
    kind: 'registration' | 'change' | 'deletion';
  }>`
    SELECT application.id, website.name AS website, application.received_at, application.kind,
           coalesce(nullif(trim(concat(data->>'firstName', ' ', data->>'lastName')), ''),
                    nullif(data->>'companyName', ''), application.email) AS name
      FROM application
      JOIN website ON website.company_id = application.company_id AND website.id = application.website_id
     WHERE application.company_id = ${companyId} AND application.state IN (${sql.join(waitingStates)})
       AND website.removed_at IS NULL
     ORDER BY application.received_at, application.id
     LIMIT ${waitingShown}`.execute(office.db);
  return rows.map(({ received_at, ...row }) => ({ ...row, receivedAt: received_at.toISOString() }));
}

/** Applications and approvals of each of the last weeks, those without any included. */
async function listWeeks(office: Office, companyId: string): Promise<Home['weeks']> {
  const now = office.clock.now();
  const { rows } = await sql<{ week: string; applications: number; approvals: number }>`
    WITH weeks AS (
      SELECT generate_series(date_trunc('week', ${now}::timestamptz) - make_interval(weeks => ${weeksShown - 1}::int),
                             date_trunc('week', ${now}::timestamptz), '1 week') AS week),
    applications AS (
      SELECT date_trunc('week', received_at) AS week, count(*)::int AS count FROM application
       WHERE company_id = ${companyId} AND kind = 'registration' AND received_at >= (SELECT min(week) FROM weeks)
       GROUP BY 1),
    approvals AS (
      SELECT date_trunc('week', at) AS week, count(*)::int AS count FROM account_change
       WHERE company_id = ${companyId} AND at >= (SELECT min(week) FROM weeks)
         AND after->>'status' = 'approved' AND before->>'status' IS DISTINCT FROM 'approved'
       GROUP BY 1)
    SELECT to_char(weeks.week, 'YYYY-MM-DD') AS week, coalesce(applications.count, 0) AS applications,
           coalesce(approvals.count, 0) AS approvals
      FROM weeks LEFT JOIN applications USING (week) LEFT JOIN approvals USING (week)
     ORDER BY weeks.week`.execute(office.db);
  return rows;
}

/** Sign-ins at each website in those weeks. */
async function countSignIns(office: Office, companyId: string): Promise<Home['signIns']> {
  const since = new Date(office.clock.now().getTime() - weeksShown * 7 * 86_400_000);
  return office.db
    .selectFrom('website')
    .leftJoin('sign_in', (join) =>
      join
        .onRef('sign_in.company_id', '=', 'website.company_id')
        .onRef('sign_in.website_id', '=', 'website.id')
        .on('sign_in.at', '>=', since),
    )
    .select(({ fn }) => ['website.name as website', fn.count<number>('sign_in.at').as('count')])
    .where('website.company_id', '=', companyId)
    .where('website.removed_at', 'is', null)
    .groupBy(['website.id', 'website.name'])
    .orderBy('website.name')
    .execute();
}

/** The gates in front of this company's websites. */
async function listGates(office: Office, companyId: string): Promise<Home['gates']> {
  const rows = await office.db
    .selectFrom('gate')
    .select(['gate.name', 'gate.reachable', 'gate.last_seen_at'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('website')
          .select('website.id')
          .where('website.company_id', '=', companyId)
          .whereRef('website.gate_id', '=', 'gate.id')
          .where('website.removed_at', 'is', null),
      ),
    )
    .orderBy('gate.name')
    .execute();
  return rows.map((row) => ({
    name: row.name,
    reachable: row.reachable,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  }));
}
