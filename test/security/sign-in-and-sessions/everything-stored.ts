import { sql } from 'kysely';
import type { TestGate } from '../../support/gate.ts';

/** Rows of a table, each as text. */
export type Stored = ReadonlyMap<string, readonly string[]>;

/** Everything that the gate keeps, whatever table it is in, now and in times to come. */
export async function everythingStored({ database: { kysely } }: TestGate): Promise<Stored> {
  const tables = await sql<{ name: string }>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'gate' ORDER BY 1`.execute(kysely);
  const rows = sql.join(
    tables.rows.map(
      ({ name }) =>
        sql`SELECT ${name}::text AS name, to_jsonb(t)::text AS row FROM ${sql.id('gate', name)} AS t`,
    ),
    sql` UNION ALL `,
  );
  const found = await sql<{ name: string; row: string }>`${rows} ORDER BY 1, 2`.execute(kysely);
  const stored = new Map<string, string[]>(tables.rows.map(({ name }) => [name, []]));
  for (const { name, row } of found.rows) stored.get(name)?.push(row);
  return stored;
}

/** The same without what the mere fact of a request leaves: when a session was last used, and what was counted. */
export async function storedBesideCounts(gate: TestGate): Promise<Stored> {
  const stored = new Map<string, readonly string[]>(await everythingStored(gate));
  stored.delete('security_tally');
  // What was counted earlier is told to the office by a worker, at any time.
  stored.delete('event_counter');
  stored.set('event', stored.get('event')?.filter((row) => !isToldCount(row)) ?? []);
  stored.set(
    'session',
    stored.get('session')?.map((row) => row.replace(/"last_seen_at": "[^"]*"/, '')) ?? [],
  );
  return stored;
}

/** Whether a row is the event of a count, which alone has a time from which on it was counted. */
function isToldCount(row: string): boolean {
  return row.includes('"type": "securityV1"') && row.includes('"since": "');
}

/** Names of the tables in which a secret stands, as it is or in another notation. */
export function tablesThatHold(stored: Stored, secret: string): string[] {
  if (secret.length < 8) throw new Error('This is no secret, and may stand anywhere.');
  const bytes = [Buffer.from(secret), Buffer.from(secret, 'base64url')].filter(({ length }) => length >= 8);
  const notations = [
    secret,
    encodeURIComponent(secret),
    ...bytes.flatMap((value) => [value.toString('hex'), value.toString('base64').replace(/=+$/, '')]),
  ];
  return [...stored]
    .filter(([, rows]) => rows.some((row) => notations.some((notation) => row.includes(notation))))
    .map(([table]) => table);
}
