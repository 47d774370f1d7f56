import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/database/connect.ts';
import { jsonb } from '../../../src/database/json.ts';
import { withTransaction } from '../../../src/database/transaction.ts';
import { asServer, createTestDatabase, type TestDatabase } from '../../support/database.ts';

interface Tables {
  counter: { name: string; value: number };
}

let database: TestDatabase;
let office: Database<Tables>;

beforeAll(async () => {
  database = await createTestDatabase();
  office = await openDatabase<Tables>(database.officeUrl, 'office');
});

afterAll(async () => {
  await office.close();
  await database.drop();
});

describe('values', () => {
  const one = async (expression: string): Promise<unknown> => {
    const { rows } = await office.pool.query<{ value: unknown }>(`SELECT ${expression} AS value`);
    return rows[0]?.value;
  };

  it('gives bigint as a number, timestamptz as a Date, date as text, jsonb parsed', async () => {
    expect(await one('9007199254740991::bigint')).toBe(9007199254740991);
    expect(await one('ARRAY[1, NULL]::bigint[]')).toEqual([1, null]);
    expect(await one("'2026-03-01T12:00:00+02'::timestamptz")).toEqual(new Date('2026-03-01T10:00:00Z'));
    expect(await one("'2026-03-01'::date")).toBe('2026-03-01');
    expect(await one(`'{"a": [1]}'::jsonb`)).toEqual({ a: [1] });
  });

  it('refuses a bigint that would be rounded', async () => {
    await expect(one('9007199254740993::bigint')).rejects.toThrow(RangeError);
  });

  it('stores arrays, strings and null as JSON', async () => {
    for (const value of [[1, 'a'], 'text', null, { deep: [{}] }]) {
      const { rows } = await sql<{ value: unknown }>`SELECT ${jsonb(value)} AS value`.execute(office.kysely);
      expect(rows[0]?.value).toEqual(value);
    }
  });

  it('looks in its own schema first', async () => {
    expect(await one("current_setting('search_path')")).toBe('office,public');
  });
});

describe('transactions', () => {
  beforeAll(async () => {
    await office.pool.query('CREATE TABLE public.counter (name text PRIMARY KEY, value integer NOT NULL)');
    await office.pool.query(`INSERT INTO public.counter VALUES ('a', 0), ('b', 0)`);
  });

  const add = (name: string) => ({ name, by: sql<number>`value + 1` });

  it('rolls back what a failing transaction did', async () => {
    const failing = withTransaction(office, async (transaction) => {
      await transaction.updateTable('counter').set({ value: 99 }).execute();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await office.kysely.selectFrom('counter').select('value').execute()).toEqual([
      { value: 0 },
      { value: 0 },
    ]);
  });

  it('runs again after a deadlock until both have been done', async () => {
    const meet = Promise.withResolvers<void>();
    let present = 0;
    const inOrder = (first: string, second: string) =>
      withTransaction(office, async (transaction) => {
        for (const { name, by } of [add(first), add(second)]) {
          await transaction.updateTable('counter').set({ value: by }).where('name', '=', name).execute();
          present += 1;
          if (present === 2) meet.resolve();
          await meet.promise;
        }
      });
    await Promise.all([inOrder('a', 'b'), inOrder('b', 'a')]);
    const rows = await office.kysely.selectFrom('counter').select('value').execute();
    expect(rows).toEqual([{ value: 2 }, { value: 2 }]);
  });

  it('runs again after a serialization failure, so that no count is lost', async () => {
    const before = await office.kysely
      .selectFrom('counter')
      .selectAll()
      .where('name', '=', 'a')
      .executeTakeFirst();
    const countOne = () =>
      withTransaction(
        office,
        async (transaction) => {
          const row = await transaction
            .selectFrom('counter')
            .select('value')
            .where('name', '=', 'a')
            .executeTakeFirstOrThrow();
          await transaction
            .updateTable('counter')
            .set({ value: row.value + 1 })
            .where('name', '=', 'a')
            .execute();
        },
        { isolation: 'serializable' },
      );
    await Promise.all([countOne(), countOne(), countOne()]);
    const after = await office.kysely
      .selectFrom('counter')
      .selectAll()
      .where('name', '=', 'a')
      .executeTakeFirst();
    expect(after?.value).toBe((before?.value ?? 0) + 3);
  });
});

describe('a database that cannot be used', () => {
  const changed = (change: (url: URL) => void): string => {
    const url = new URL(database.url);
    change(url);
    return url.href;
  };
  const secret = 'only-I-know-this';

  it('names the setting when nothing listens, and tells no password', async () => {
    const url = `postgres://somebody:${secret}@127.0.0.1:1/gatehouse`;
    const error = await openDatabase(url, 'gate').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'database_unreachable' });
    expect(String(error)).toContain('GATE_DATABASE_URL');
    expect(String(error)).toContain('nothing listens there');
    expect(String(error)).not.toContain(secret);
  });

  it('names the setting when the host is unknown', async () => {
    const url = `postgres://somebody:${secret}@no-such-host.invalid/gatehouse`;
    const error = await openDatabase(url, 'office').catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'database_unreachable',
      params: { variable: 'OFFICE_DATABASE_URL' },
    });
    expect(String(error)).not.toContain(secret);
  });

  it('tells a refused password from an absent server', async () => {
    const url = changed((address) => {
      address.password = secret;
    });
    const error = await openDatabase(url, 'office').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'database_login_refused' });
    expect(String(error)).not.toContain(secret);
  });

  it('names a database that does not exist', async () => {
    const url = changed((address) => {
      address.pathname = '/absent';
    });
    await expect(openDatabase(url, 'office')).rejects.toMatchObject({
      code: 'database_not_found',
      params: { database: 'absent' },
    });
  });

  it('refuses a setting that is no database address, without repeating it', async () => {
    for (const url of ['', secret, `mysql://a:${secret}@b/c`]) {
      const error = await openDatabase(url, 'office').catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'database_url_invalid' });
      expect(String(error)).not.toContain(secret);
    }
  });

  it('goes on trying for as long as it was asked to', async () => {
    const begun = performance.now();
    await expect(
      openDatabase('postgres://a:b@127.0.0.1:1/c', 'office', { patienceMs: 700 }),
    ).rejects.toMatchObject({ code: 'database_unreachable' });
    expect(performance.now() - begun).toBeGreaterThan(700);
  });

  it('survives idle connections that the server cuts off', async () => {
    await office.pool.query('SELECT 1');
    await asServer((client) =>
      client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
        new URL(database.url).pathname.slice(1),
      ]),
    );
    await expect
      .poll(() =>
        office.pool.query('SELECT 1').then(
          (result) => result.rowCount,
          () => 0,
        ),
      )
      .toBe(1);
  });
});
