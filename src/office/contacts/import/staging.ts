import { randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { v7 } from 'uuid';
import type { OfficeTables } from '../../../database/office-tables.ts';
import type { LineValues } from './read-line.ts';

/** The columns of `staged`, in the order in which COPY sends them. */
const fields = [
  'number',
  'name',
  'street',
  'postcode',
  'town',
  'country',
  'phone',
  'email',
  'registrationNo',
  'vatNo',
  'isCustomer',
  'isSupplier',
  'isPartner',
  'isPrivate',
  'priceGroup',
  'language',
  'status',
  'personName',
  'personEmail',
] as const satisfies readonly (keyof LineValues)[];

/** Text is sent in pieces of about this many characters. */
const PIECE = 256 * 1024;

/**
 * The good lines of a file in temporary tables of one connection: they go with it and are never anybody else's. Null
 * means that the file says nothing of it. `identity` is equal for lines of the same contact.
 */
export async function createStaging(client: pg.ClientBase): Promise<void> {
  await client.query(`
    DROP TABLE IF EXISTS pg_temp.staged, pg_temp.repeated, pg_temp.unnumbered, pg_temp.changed;
    CREATE TEMPORARY TABLE staged (
      line integer NOT NULL, id uuid NOT NULL, person_id uuid NOT NULL, number text, name text NOT NULL, street text, postcode text, town text,
      country text, phone text, email text, registration_no text, vat_no text, is_customer boolean,
      is_supplier boolean, is_partner boolean, is_private boolean, price_group text, language text, active boolean,
      person_name text, person_email text,
      identity text GENERATED ALWAYS AS (CASE WHEN number IS NOT NULL THEN '#' || number
        ELSE office.plain(name) || '|' || lower(coalesce(email, replace(postcode, ' ', ''), '')) END) STORED);
    CREATE TEMPORARY TABLE repeated (line integer PRIMARY KEY, first_line integer NOT NULL, adds_person boolean NOT NULL);
    CREATE TEMPORARY TABLE unnumbered (line integer PRIMARY KEY, number text NOT NULL);
    CREATE TEMPORARY TABLE changed (
      contact_id uuid PRIMARY KEY, line integer NOT NULL, differs boolean NOT NULL, claims boolean NOT NULL);`);
}

/** Writes lines into `staged` by COPY; holds no more than a piece of them. */
export class StagingWriter {
  readonly #copy: ReturnType<typeof copyFrom> & NodeJS.WritableStream;
  readonly #done: Promise<unknown>;
  readonly #ids = new ManyIds();
  #text = '';

  constructor(client: pg.ClientBase) {
    const columns =
      'line, id, person_id, number, name, street, postcode, town, country, phone, email, registration_no, vat_no, is_customer, is_supplier, is_partner, is_private, price_group, language, active, person_name, person_email';
    this.#copy = client.query(copyFrom(`COPY staged (${columns}) FROM STDIN`));
    this.#done = new Promise((resolve, reject) => {
      this.#copy.on('finish', resolve).on('error', reject);
    });
    // A failure is told by `flush` or `end`, whichever comes first.
    this.#done.catch(() => {});
  }

  add(line: number, values: LineValues): void {
    let row = `${line}\t${this.#ids.next()}\t${this.#ids.next()}`;
    for (const field of fields) {
      const value = values[field];
      row += value === null ? '\t\\N' : `\t${escapeCopy(value)}`;
    }
    this.#text += `${row}\n`;
  }

  /** Sends what was gathered, where it is enough, and waits while the server is behind. */
  async flush(): Promise<void> {
    if (this.#text.length < PIECE) return;
    const text = this.#text;
    this.#text = '';
    if (!this.#copy.write(text)) await Promise.race([once(this.#copy, 'drain'), this.#done]);
  }

  async end(): Promise<void> {
    this.#copy.end(this.#text);
    await this.#done;
  }

  /** Breaks the COPY off; the connection can be used again. */
  async abort(): Promise<void> {
    this.#copy.destroy();
    await this.#done.catch(() => {});
  }
}

/** UUIDv7 with random bytes that are drawn for many at once, which takes a tenth of the time. */
class ManyIds {
  readonly #random = new Uint8Array(16 * 1024);
  #used = this.#random.length;

  next(): string {
    if (this.#used === this.#random.length) {
      randomFillSync(this.#random);
      this.#used = 0;
    }
    const random = this.#random.subarray(this.#used, this.#used + 16);
    this.#used += 16;
    return v7({ random });
  }
}

function escapeCopy(value: string): string {
  return /[\\\t\n\r]/.test(value)
    ? value.replace(
        /[\\\t\n\r]/g,
        (character) => `\\${{ '\t': 't', '\n': 'n', '\r': 'r' }[character] ?? character}`,
      )
    : value;
}

/** Kysely on one connection only, so that transactions see its temporary tables. */
export function onConnection(client: pg.ClientBase): Kysely<OfficeTables> {
  const connection = {
    query: client.query.bind(client),
    release: () => {},
  };
  const pool = { connect: async () => connection, end: async () => {} } as unknown as PostgresPool; // what Kysely uses of a pool
  return new Kysely<OfficeTables>({ dialect: new PostgresDialect({ pool }) });
}
