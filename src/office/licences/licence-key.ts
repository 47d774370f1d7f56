import { link, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { AppError } from '../../core/errors.ts';

/** An Ed25519 key as JWK (RFC 8037); `d` is the private part. */
const keyShape = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string().exactOptional(),
});

type CryptoKey = Extract<Awaited<ReturnType<typeof importJWK>>, { type: string }>;

/** Where the key pair lies that this installation issues licences with. */
export function licenceKeyFile(config: Config): string {
  return join(config.dataFolder, 'licence-key.json');
}

/**
 * The key pair in the data folder that signs licences; made at the first start, readable by the owner only.
 * @throws AppError `file_unreadable`
 */
export async function licenceKeyPair(
  config: Config,
): Promise<{ privateKey: CryptoKey; publicKey: CryptoKey }> {
  const file = licenceKeyFile(config);
  const text = (await readIfThere(file)) ?? (await makeKeyFile(file));
  const key = parseKey(text, () => new AppError('file_unreadable', { file, reason: 'no key in it' }));
  if (key.d === undefined) throw new AppError('file_unreadable', { file, reason: 'no private key in it' });
  const { d: _, ...publicPart } = key;
  return { privateKey: await importKey(key), publicKey: await importKey(publicPart) };
}

/**
 * The key that licences are checked with: LICENCE_PUBLIC_KEY, or the public part of our own.
 * @throws AppError `configuration_invalid`, `file_unreadable`
 */
export async function licencePublicKey(config: Config): Promise<CryptoKey> {
  const configured = config.LICENCE_PUBLIC_KEY;
  if (configured === undefined) return (await licenceKeyPair(config)).publicKey;
  const reason = 'it is not the public key of an Ed25519 key pair as JWK';
  const key = parseKey(
    configured,
    () => new AppError('configuration_invalid', { variable: 'LICENCE_PUBLIC_KEY', reason }),
  );
  return importKey({ kty: key.kty, crv: key.crv, x: key.x });
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new AppError('file_unreadable', { file, reason: String(codeOf(error)) }, { cause: error });
  }
}

/** Puts a new key pair in place whole or not at all; where another process was quicker its key counts. */
async function makeKeyFile(file: string): Promise<string> {
  const { privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  const partial = `${file}.${process.pid}.partial`;
  try {
    const handle = await open(partial, 'w', 0o600);
    await handle.writeFile(`${JSON.stringify(await exportJWK(privateKey))}\n`);
    await handle.sync();
    await handle.close();
    await link(partial, file).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    await rm(partial, { force: true });
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new AppError('file_unreadable', { file, reason: String(codeOf(error)) }, { cause: error });
  }
}

function parseKey(text: string, refusal: () => AppError): z.infer<typeof keyShape> {
  try {
    return keyShape.parse(JSON.parse(text));
  } catch {
    throw refusal();
  }
}

async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, 'EdDSA');
  if (key instanceof Uint8Array) throw new TypeError('an Ed25519 key is no secret');
  return key;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
