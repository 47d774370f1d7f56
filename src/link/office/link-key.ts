import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { Kysely } from 'kysely';
import { newId } from '../../core/uuid.ts';
import type { OfficeTables } from '../../database/office-tables.ts';

/** Who this office is to its gates. */
export interface LinkIdentity {
  readonly officeId: string;
  readonly privateKey: CryptoKey;
  /** What a gate pins at pairing. */
  readonly publicJwk: JWK;
}

/**
 * The installation's id and the key that signs its calls to the gates (Ed25519, RFC 8037); made at the first call,
 * once, however many processes ask.
 */
export async function ensureLinkKey(db: Kysely<OfficeTables>): Promise<LinkIdentity> {
  const known = await db.selectFrom('installation').select(['id', 'link_key']).executeTakeFirst();
  if (known !== undefined) return identity(known.id, known.link_key);
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  await db
    .insertInto('installation')
    .values({ id: newId(), link_key: JSON.stringify(await exportJWK(privateKey)) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db.selectFrom('installation').select(['id', 'link_key']).executeTakeFirstOrThrow();
  return identity(row.id, row.link_key);
}

async function identity(officeId: string, stored: unknown): Promise<LinkIdentity> {
  const jwk = stored as JWK; // written above, by ourselves only
  const key = await importJWK(jwk, 'EdDSA');
  if (key instanceof Uint8Array || jwk.x === undefined)
    throw new TypeError('The link key is not an Ed25519 key.');
  return { officeId, privateKey: key, publicJwk: { kty: 'OKP', crv: 'Ed25519', x: jwk.x } };
}
