import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type JWK, SignJWT } from 'jose';
import { rotateAssertionKey } from '../../src/gate/identity/rotate-assertion-key.ts';
import { ask } from './ask.ts';
import { addPerson, addWebsite, type CheckServer, signIn, startCheckServer } from './check-server.ts';
import { createTestDatabase } from './database.ts';
import { freePort } from './free-port.ts';

export const examplesFolder = join(import.meta.dirname, '../../examples/assertion');
const address = 'https://portal.test';

/** A website of `examples/assertion/` as a process of its own, and a gate whose assertions it is to read. */
export interface AssertionWebsite {
  readonly gate: CheckServer;
  /** What the gate itself says about somebody with access. */
  readonly good: string;
  /** Signs claims like the gate's with its key, or as told otherwise. */
  forge(changes: Readonly<Record<string, unknown>>, how?: Forgery): Promise<string>;
  /** The key of a rotation under way: published, and to sign in ten minutes. */
  readonly coming: Required<Forgery>;
  /** Asks the website with this header; without one where undefined. */
  ask(assertion: string | undefined): Promise<{ status: number; body: string }>;
  /** What it said on its standard error. */
  complaints(): string;
  stop(): Promise<void>;
}

interface Forgery {
  readonly key?: KeyObject;
  readonly kid?: string;
}

/** Starts `program options…`, which listens on PORT, with the gate's keys at JWKS_URL. */
export async function startAssertionWebsite(
  folder: string,
  program: string,
  optionsFor: (port: number) => readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<AssertionWebsite> {
  const database = await createTestDatabase();
  const gate = await startCheckServer(database.gateUrl);
  const website = await addWebsite(gate, { hosts: ['portal.test'], publicUrl: address });
  const person = await addPerson(gate, website, { personName: 'Zoë “100%”', email: 'Zoe@example.com' });
  const token = (await signIn(gate, website, person)).split('=')[1] ?? '';
  const session = await gate.services.sessions.resolve(token, website.id);
  if (session === null) throw new Error('Nobody is signed in.');
  const good = gate.services.assertions.of(website, session);
  const [, claims = ''] = good.split('.');
  const { kid } = JSON.parse(Buffer.from(good.split('.')[0] ?? '', 'base64url').toString('utf8'));
  // Before the website asks for the keys for the first time: it would not ask again within half a minute.
  const { kid: comingKid } = await rotateAssertionKey(gate.services.gate, 'planned');
  const rows = await gate.database.kysely.selectFrom('assertion_key').select(['kid', 'key']).execute();
  const keyOf = (wanted: string): KeyObject => {
    const jwk = rows.find((row) => row.kid === wanted)?.key as JWK; // the gate wrote it
    return createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  };
  const gatesKey = keyOf(kid);
  const coming = { kid: comingKid, key: keyOf(comingKid) };

  const port = await freePort();
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(program, optionsFor(port), {
    cwd: join(examplesFolder, folder),
    env: {
      PATH,
      HOME,
      PORT: String(port),
      WEBSITE_ADDRESS: address,
      JWKS_URL: `${gate.url}/_gate/jwks.json`,
      PYTHONDONTWRITEBYTECODE: '1',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (piece) => {
    complaints += String(piece);
  });
  await untilListening(port, child, () => complaints);
  return {
    gate,
    good,
    coming,
    async forge(changes, { key: other, kid: otherKid } = {}) {
      const payload = { ...JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')), ...changes };
      const forged = new SignJWT(payload).setProtectedHeader({
        alg: 'EdDSA',
        typ: 'JWT',
        kid: otherKid ?? kid,
      });
      return forged.sign(other ?? gatesKey);
    },
    ask: async (assertion) => {
      const headers = assertion === undefined ? {} : { 'Gatehouse-Assertion': assertion };
      const { status, body } = await ask({ port, path: '/', headers });
      return { status, body };
    },
    complaints: () => complaints,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
      await gate.close();
      await database.drop();
    },
  };
}

/** Assertions that no website may believe, by what is wrong with them. */
export async function badAssertions(website: AssertionWebsite): Promise<Readonly<Record<string, string>>> {
  const { good, forge, gate } = website;
  const now = Math.floor(Date.now() / 1000);
  const [header = '', payload = '', signature = ''] = good.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  const write = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const boss = write({ ...read(payload), sub: 'boss@example.com', email: 'boss@example.com' });
  const none = write({ ...read(header), alg: 'none' });
  // With the public key as the secret of HS256, which a verifier that believes the header would accept.
  const hmac = write({ ...read(header), alg: 'HS256' });
  const [shown] = gate.services.assertions.jwks.keys;
  const hmacSignature = createHmac('sha256', Buffer.from(String(shown?.x), 'base64url'))
    .update(`${hmac}.${boss}`)
    .digest('base64url');
  const other = generateKeyPairSync('ed25519').privateKey;
  return {
    'is over': await forge({ iat: now - 3600, exp: now - 3540 }),
    'is not good yet': await forge({ iat: now + 3600, exp: now + 3660 }),
    'has no end': await forge({ exp: undefined }),
    'is for another website': await forge({ aud: ['https://shop.test'] }),
    'is for nobody': await forge({ aud: undefined }),
    'was made by another gate': await forge({ iss: 'https://shop.test' }),
    'names nobody': await forge({ sub: undefined }),
    'was signed by another key': await forge({}, { key: other }),
    'was signed by a key that the gate does not have': await forge({}, { key: other, kid: 'unknown' }),
    'was changed': `${header}.${boss}.${signature}`,
    'has the signature of another': `${header}.${payload}.${(await forge({ sub: 'x@example.com' })).split('.')[2]}`,
    'has no signature': `${header}.${payload}.`,
    'says that it needs no signature (alg none)': `${none}.${boss}.`,
    'keeps a signature and says that it needs none': `${none}.${payload}.${signature}`,
    'says that the public key is a shared secret (HS256)': `${hmac}.${boss}.${hmacSignature}`,
    'is no JWT': 'good',
    'has too many parts': `${good}.${signature}`,
    'is no JSON': `${Buffer.from('{').toString('base64url')}.${payload}.${signature}`,
    'is no object': `${write([1])}.${payload}.${signature}`,
    'is deeper than anybody writes': `${Buffer.from('['.repeat(5000)).toString('base64url')}.${payload}.${signature}`,
  };
}

/** Waits for a server of another program. */
async function untilListening(port: number, child: ChildProcess, said: () => string): Promise<void> {
  const end = Date.now() + 20_000;
  for (;;) {
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port });
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('close', () => socket.destroy());
      socket.once('connect', () => socket.end());
    });
    if (isUp) return;
    if (child.exitCode !== null || Date.now() > end) throw new Error(`The example did not start: ${said()}`);
    await pause(50);
  }
}
