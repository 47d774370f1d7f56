import { createPublicKey, verify } from 'node:crypto';
import { createRemoteJWKSet, errors, type JWK, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jwksSeconds, keyNewsSeconds } from '../../../src/core/assertion-key-times.ts';
import { systemClock } from '../../../src/core/clock.ts';
import { openAssertionKeys } from '../../../src/gate/identity/assertion-keys.ts';
import { rotateAssertionKey } from '../../../src/gate/identity/rotate-assertion-key.ts';
import type { Session } from '../../../src/gate/sessions/session.ts';
import type { PublishedWebsite } from '../../../src/gate/websites/published-website.ts';
import { ask } from '../../support/ask.ts';
import {
  addPerson,
  addWebsite,
  type CheckServer,
  signIn,
  startCheckServer,
} from '../../support/check-server.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const minute = 60_000;
let database: TestDatabase;
let nodes: CheckServer[];
let website: PublishedWebsite;

beforeEach(async () => {
  // The time of everything in this process, also of the library that verifies; timers go on as they are.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T10:00:00Z') });
  database = await createTestDatabase();
  // Both start at once on an empty database, and must agree on the first key.
  nodes = await Promise.all([0, 1].map(() => startCheckServer(database.gateUrl, { clock: systemClock })));
  website = await addWebsite(node(0));
  await node(1).services.websites.refresh();
});
afterEach(async () => {
  vi.useRealTimers();
  for (const one of nodes) await one.close();
  await database.drop();
});

function node(index: number): CheckServer {
  const found = nodes[index];
  if (found === undefined) throw new Error(`There is no node ${index}.`);
  return found;
}

/** Somebody's session, as each node reads it. */
async function sessionsOfAnna(): Promise<Session[]> {
  const cookie = await signIn(node(0), website, await addPerson(node(0), website));
  const token = cookie.split('=')[1] ?? '';
  return Promise.all(
    nodes.map(async ({ services }) => {
      const session = await services.sessions.resolve(token, website.id);
      if (session === null) throw new Error('Nobody is signed in.');
      return session;
    }),
  );
}

async function shownBy(index: number): Promise<{ keys: JWK[]; body: string; cacheControl: unknown }> {
  const { body, headers } = await ask({ port: node(index).port, path: '/_gate/jwks.json' });
  return { ...JSON.parse(body), body, cacheControl: headers['cache-control'] };
}

const kidsOf = (keys: readonly JWK[]) => keys.map(({ kid }) => kid).sort();
const remote = (index: number) => createRemoteJWKSet(new URL(`${node(index).url}/_gate/jwks.json`));
const heard = (index: number, kids: readonly (string | undefined)[]) =>
  vi.waitFor(async () => expect(kidsOf((await shownBy(index)).keys)).toEqual([...kids].sort()), 5000);

/** A website that keeps the JWKS as long as it may and asks for it at no other time. */
function simpleWebsite(index: number): (assertion: string) => Promise<boolean> {
  let kept: { keys: JWK[]; until: number } | undefined;
  return async (assertion) => {
    if (kept === undefined || Date.now() >= kept.until) {
      kept = { keys: (await shownBy(index)).keys, until: Date.now() + jwksSeconds * 1000 };
    }
    const [header = '', payload = '', signature = ''] = assertion.split('.');
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
    const jwk = kept.keys.find((key) => key.kid === kid);
    if (jwk === undefined) return false;
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    return verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'));
  };
}

describe('rotation of the key of assertions', () => {
  it('R15: processes that start at once make one key, and the JWKS shows public members only', async () => {
    const [first, second] = await Promise.all([shownBy(0), shownBy(1)]);
    expect(first.keys).toHaveLength(1);
    expect(second.keys).toEqual(first.keys);
    expect(Object.keys(first.keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    expect(first.cacheControl).toBe(`public, max-age=${jwksSeconds}`);
    const stored = await node(0)
      .database.kysely.selectFrom('assertion_key')
      .select('key')
      .executeTakeFirstOrThrow();
    const { d } = stored.key as { d: string }; // an Ed25519 JWK
    expect(d).toMatch(/^[\w-]{43}$/);
    expect(first.body).not.toContain(d);
  });

  it('R15: across a rotation every assertion of every process verifies, for all ways of keeping the JWKS', async () => {
    const sessions = await sessionsOfAnna();
    const verifiers = [remote(0), remote(1)];
    const simple = [simpleWebsite(0), simpleWebsite(1)];
    const signed = new Set<unknown>();
    const lookAround = async () => {
      for (const [index, session] of sessions.entries()) {
        const assertion = node(index).services.assertions.of(website, session);
        for (const verifier of verifiers) {
          const { protectedHeader } = await jwtVerify(assertion, verifier, { audience: website.id });
          signed.add(protectedHeader.kid);
        }
        for (const verifies of simple) expect(await verifies(assertion)).toBe(true);
      }
    };
    await lookAround();
    const [before] = (await shownBy(0)).keys;
    const { kid, signsFrom, made } = await rotateAssertionKey(node(0).services.gate, 'planned');
    expect(made).toBe(true);
    expect(signsFrom.getTime() - Date.now()).toBe(10 * minute);
    await heard(1, [before?.kid, kid]);
    for (let step = 0; step < 60; step += 1) {
      vi.setSystemTime(Date.now() + minute / 3);
      await lookAround();
      const isTime = Date.now() >= signsFrom.getTime();
      // Within half a life of an assertion each process signs with the new key.
      if (!isTime) expect(signed).toEqual(new Set([before?.kid]));
    }
    expect(signed).toEqual(new Set([before?.kid, kid]));
    expect(kidsOf((await shownBy(1)).keys)).toEqual([kid]);
  });

  it('of two rotations at once one makes the key, and a third waits for it', async () => {
    const rotations = await Promise.all(
      nodes.map(({ services }) => rotateAssertionKey(services.gate, 'planned')),
    );
    expect(rotations.map(({ made }) => made).sort()).toEqual([false, true]);
    expect(new Set(rotations.map(({ kid }) => kid)).size).toBe(1);
    expect((await rotateAssertionKey(node(0).services.gate, 'planned')).made).toBe(false);
  });

  it('R15: a key that leaked is refused after a rotation at once, and new assertions are good', async () => {
    const [session] = await sessionsOfAnna();
    if (session === undefined) throw new Error('Nobody is signed in.');
    const stolen = node(0).services.assertions.of(website, session);
    const [leaked] = (await shownBy(0)).keys;
    const rotation = await rotateAssertionKey(node(0).services.gate, 'now');
    expect(rotation.leaving.map(({ kid }) => kid)).toEqual([leaked?.kid]);
    await heard(0, [rotation.kid]);
    await heard(1, [rotation.kid]);
    for (const index of [0, 1]) {
      await expect(jwtVerify(stolen, remote(index))).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
    }
    const fresh = node(0).services.assertions.of(website, session);
    const { protectedHeader } = await jwtVerify(fresh, remote(1), { audience: website.id });
    expect(protectedHeader.kid).toBe(rotation.kid);
    const rows = await node(0).database.kysely.selectFrom('assertion_key').select('kid').execute();
    expect(rows).toEqual([{ kid: rotation.kid }]);
  });

  it('R15: a website that asks again for a key it does not know follows a rotation at once', async () => {
    const [session] = await sessionsOfAnna();
    if (session === undefined) throw new Error('Nobody is signed in.');
    const keys = remote(0);
    await jwtVerify(node(0).services.assertions.of(website, session), keys);
    vi.setSystemTime(Date.now() + minute);
    const { kid } = await rotateAssertionKey(node(0).services.gate, 'now');
    await heard(0, [kid]);
    const { protectedHeader } = await jwtVerify(node(0).services.assertions.of(website, session), keys);
    expect(protectedHeader.kid).toBe(kid);
  });
});

describe('rotation by itself', () => {
  it('makes one new key when the days are over, and removes the old one when nobody needs it', async () => {
    const [before] = (await shownBy(0)).keys;
    vi.setSystemTime(Date.now() + 90 * 24 * 60 * minute);
    // A process that starts looks at once, as all do every half minute.
    const started = await Promise.all(
      [2, 3].map(() => startCheckServer(database.gateUrl, { clock: systemClock })),
    );
    nodes.push(...started);
    const shown = await shownBy(2);
    expect(shown.keys).toHaveLength(2);
    await heard(0, kidsOf(shown.keys));
    await heard(3, kidsOf(shown.keys));
    vi.setSystemTime(Date.now() + 18 * minute);
    nodes.push(await startCheckServer(database.gateUrl, { clock: systemClock }));
    const left = await node(0).database.kysely.selectFrom('assertion_key').select('kid').execute();
    expect(left).toHaveLength(1);
    expect(left).not.toContainEqual({ kid: before?.kid });
  });

  it('learns of a new key within a minute where the database’s message was lost', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: Date.now() });
    const keys = await openAssertionKeys(node(0).services.gate);
    const { kid } = await rotateAssertionKey(node(1).services.gate, 'planned');
    expect(keys.jwks(new Date()).keys).toHaveLength(1);
    vi.advanceTimersByTime(keyNewsSeconds * 1000);
    await vi.waitFor(() => expect(kidsOf(keys.jwks(new Date()).keys)).toContain(kid), 5000);
    keys.close();
  });

  it('goes on with the keys it knows while the database is away', async () => {
    const { services, database: connection } = node(1);
    const [session] = await sessionsOfAnna();
    await rotateAssertionKey(services.gate, 'planned');
    await vi.waitFor(async () => expect((await shownBy(1)).keys).toHaveLength(2), 5000);
    await connection.close();
    vi.setSystemTime(Date.now() + 11 * minute);
    if (session === undefined) throw new Error('Nobody is signed in.');
    const assertion = services.assertions.of(website, session);
    await jwtVerify(assertion, remote(0), { audience: website.id });
    await node(1).server.close();
    await services.close();
    nodes.splice(1, 1);
  });
});
