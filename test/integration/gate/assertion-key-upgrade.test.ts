import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from 'jose';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { systemClock } from '../../../src/core/clock.ts';
import { newId } from '../../../src/core/uuid.ts';
import { openDatabase } from '../../../src/database/connect.ts';
import type { GateTables } from '../../../src/database/gate-tables.ts';
import { migrate } from '../../../src/database/migrate.ts';
import { migrationFolder } from '../../../src/database/migration-files.ts';
import { openAssertionKeys } from '../../../src/gate/identity/assertion-keys.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/database.ts';

const day = 86_400_000;
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createEmptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-migrations-'));
  await cp(join(migrationFolder('gate'), '0001_foundation.sql'), join(folder, '0001_foundation.sql'));
});
afterAll(async () => {
  await database?.drop();
  await rm(folder, { recursive: true });
});

/** A gate as it was before keys were rotated, with the one key that it had. */
async function makeOldGate(createdAt: Date): Promise<{ jwk: JWK; kid: string }> {
  await migrate(database.gateUrl, 'gate', { folder });
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const kid = newId();
  const jwk = { ...(await exportJWK(privateKey)), alg: 'EdDSA', use: 'sig', kid };
  const client = new pg.Client(database.gateUrl);
  await client.connect();
  await client.query(
    `INSERT INTO gate.installation (id, name, assertion_key, form_key, created_at) VALUES ($1, 'gate', $2, '\\x00', $3)`,
    [newId(), JSON.stringify(jwk), createdAt],
  );
  await client.end();
  return { jwk, kid };
}

it('R15: an older gate goes on with its key, which is then replaced with nothing refused meanwhile', async () => {
  const { jwk, kid } = await makeOldGate(new Date(Date.now() - 200 * day));
  const old = await new SignJWT({})
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .setExpirationTime('1m')
    .sign(jwk);
  await migrate(database.gateUrl, 'gate');
  const { kysely, close } = await openDatabase<GateTables>(database.gateUrl, 'gate');
  const log = pino({ level: 'silent' });
  const keys = await openAssertionKeys({ db: kysely, clock: systemClock, log, config: readConfig({}) });
  const now = new Date();
  expect(keys.signing(now).kid).toBe(kid);
  // It is older than the days after which a new one is made, so that one is published, and waits.
  const shown = keys.jwks(now).keys;
  expect(shown).toHaveLength(2);
  expect(keys.signing(new Date(now.getTime() + 11 * 60_000)).kid).not.toBe(kid);
  const key = shown.find((one) => one.kid === kid);
  if (key === undefined) throw new Error('The old key is not shown.');
  expect((await jwtVerify(old, key)).protectedHeader.kid).toBe(kid);
  keys.close();
  await close();
});
