import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { JWK } from 'jose';
import {
  type AssertionKeyTimes,
  keyNewsSeconds,
  nextKeyChange,
  shownKeys,
  signingKey,
} from '../../core/assertion-key-times.ts';
import type { Gate } from '../context.ts';
import { removeRetiredKeys, renewAssertionKey } from './rotate-assertion-key.ts';

/** A key that signs assertions, ready for use. */
export interface AssertionKey extends AssertionKeyTimes {
  readonly privateKey: KeyObject;
  /** Public members only, as the JWKS shows them (RFC 7517). */
  readonly publicJwk: JWK;
}

/** The keys that sign assertions, as this process knows them. */
export interface AssertionKeys {
  /** The key that signs at `now`. */
  signing(now: Date): AssertionKey;
  /** What `/_gate/jwks.json` shows at `now`. */
  jwks(now: Date): { readonly keys: readonly JWK[] };
  /** Reads them anew; what goes wrong is logged, and those known stay in use. */
  hear(): Promise<void>;
  close(): void;
}

/**
 * Reads the keys, making the first one where there is none, and looks for new ones every half minute. Where
 * ASSERTION_KEY_DAYS are over a new key is made; of several processes one does it. With the database away the keys
 * known go on: a new one is published long before it signs.
 */
export async function openAssertionKeys(
  gate: Pick<Gate, 'db' | 'clock' | 'log' | 'config'>,
): Promise<AssertionKeys> {
  const days = gate.config.ASSERTION_KEY_DAYS;
  const prepared = new Map<string, Prepared>();
  let keys: readonly AssertionKey[] = [];
  // Asked at every check, so it is looked for only when it may be another.
  let current: { readonly key: AssertionKey; readonly from: number; readonly until: number } | null = null;
  let reading: Promise<void> = Promise.resolve();

  const read = async (): Promise<void> => {
    const rows = await gate.db
      .selectFrom('assertion_key')
      .select(['kid', 'key', 'signs_from as signsFrom', 'retired_at as retiredAt'])
      .execute();
    if (rows.length === 0) throw new Error('There is no key that signs assertions.');
    keys = rows.map(({ kid, key, ...times }) => ({ ...prepare(kid, key, prepared), ...times }));
    current = null;
    for (const kid of prepared.keys()) if (!rows.some((row) => row.kid === kid)) prepared.delete(kid);
  };
  // One after another, so that an older answer never brings back a key that leaked.
  const reload = (): Promise<void> => {
    reading = reading.catch(() => {}).then(read);
    return reading;
  };
  const look = async (): Promise<void> => {
    await renewAssertionKey(gate, days);
    await removeRetiredKeys(gate);
    await reload();
  };
  const orElseSay = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => {
      gate.log.warn({ err: error }, 'Assertion keys can’t be read; those known stay in use.');
    });
  await look();
  const poll = setInterval(() => void orElseSay(look()), (keyNewsSeconds / 2) * 1000).unref();

  return {
    signing(now) {
      const time = now.getTime();
      if (current !== null && time >= current.from && time < current.until) return current.key;
      const key = signingKey(keys, now);
      if (key === null) throw new Error('Every key that signs assertions is retired.');
      current = { key, from: time, until: nextKeyChange(keys, now) };
      return key;
    },
    jwks: (now) => ({ keys: shownKeys(keys, now).map((key) => key.publicJwk) }),
    hear: () => orElseSay(reload()),
    close: () => clearInterval(poll),
  };
}

type Prepared = Pick<AssertionKey, 'kid' | 'privateKey' | 'publicJwk'>;

/** Key objects are made once for each key. */
function prepare(kid: string, stored: unknown, prepared: Map<string, Prepared>): Prepared {
  const known = prepared.get(kid);
  if (known !== undefined) return known;
  const jwk = stored as JWK; // written by rotate-assertion-key.ts and by the migration only
  const privateKey = createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  const { kty = 'OKP', crv = 'Ed25519', x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const key = { kid, privateKey, publicJwk: { kty, crv, x, kid, alg: 'EdDSA', use: 'sig' } };
  prepared.set(kid, key);
  return key;
}
