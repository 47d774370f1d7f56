import { generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../src/core/uuid.ts';
import { createGates, publicationBody } from '../../src/link/office/gates.ts';
import { ensureLinkKey, type LinkIdentity } from '../../src/link/office/link-key.ts';
import { signRequest } from '../../src/link/office/sign-request.ts';
import {
  changesOf,
  createTestLink,
  publishedAccount,
  type TestLink,
  websiteSettings,
} from '../support/link.ts';

let link: TestLink;
let identity: LinkIdentity;
beforeAll(async () => {
  link = await createTestLink();
  identity = await ensureLinkKey(link.office.kysely);
});
afterAll(() => link.close());

const path = '/link/v1/publications';

function message(): string {
  const of = { websiteId: newId(), companyId: newId() };
  return publicationBody({
    publication: changesOf(of, 0, 1),
    website: websiteSettings({ hosts: [`${newId()}.example.com`] }),
    accounts: [publishedAccount()],
  });
}

interface Sent {
  readonly status: number;
  readonly code: string | undefined;
}

async function send(body: string, token: string | null, url = path): Promise<Sent> {
  const response = await fetch(`${link.listener.url}${url}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-ndjson',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body,
  });
  const answer = (await response.json()) as { code?: string };
  return { status: response.status, code: answer.code };
}

function sign(body: string, values: Partial<Parameters<typeof signRequest>[2]> = {}, by = identity) {
  return signRequest(by, link.clock, { gateId: link.gateId, method: 'POST', path, body, ...values });
}

async function websiteCount(): Promise<number> {
  return (await link.gate.db.selectFrom('website').select('id').execute()).length;
}

describe('signatures of the link', () => {
  test('I5: a signed message is applied once; the same bytes again are refused and change nothing', async () => {
    const body = message();
    const token = await sign(body);
    expect((await send(body, token)).status).toBe(200);
    const before = await websiteCount();
    expect(await send(body, token)).toEqual({ status: 401, code: 'link_repeated' });
    expect(await websiteCount()).toBe(before);
  });

  test('I5: of the same request sent ten times at once, one is taken', async () => {
    const body = message();
    const token = await sign(body);
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(body, token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'link_repeated')).toHaveLength(9);
  });

  test('I5: a message signed by another key changes nothing', async () => {
    const body = message();
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const before = await websiteCount();
    const forged = await sign(body, {}, { ...identity, privateKey });
    expect(await send(body, forged)).toEqual({ status: 401, code: 'link_not_authentic' });
    expect(await websiteCount()).toBe(before);
  });

  test('I5: a message for another gate, from another office, with another method, path or body is refused', async () => {
    const body = message();
    const tokens = [
      await sign(body, { gateId: newId() }),
      await sign(body, {}, { ...identity, officeId: newId() }),
      await sign(body, { method: 'GET' }),
      await sign(body, { path: '/link/v1/mails/resend' }),
      await sign(body, { path: `${path}?x=1` }),
      await sign(message()),
      await sign(`${body} `),
    ];
    const before = await websiteCount();
    for (const token of tokens)
      expect(await send(body, token)).toEqual({ status: 401, code: 'link_not_authentic' });
    expect(await websiteCount()).toBe(before);
  });

  test('I5: no signature, one of another algorithm, or one that was altered is refused', async () => {
    const body = message();
    const token = await sign(body);
    const [, payload = '', signature = ''] = token.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const hmac = Buffer.from('{"alg":"HS256"}').toString('base64url');
    const altered = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    for (const bad of [
      null,
      '',
      'x',
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      `${hmac}.${payload}.${signature}`,
      token.replace(signature, altered),
    ])
      expect((await send(body, bad)).code).toBe('link_not_authentic');
  });

  test('I5: a signature older than a minute, or from the future, is refused and says that the clocks differ', async () => {
    const body = message();
    const token = await sign(body);
    link.clock.move(61_000);
    expect(await send(body, token)).toEqual({ status: 401, code: 'link_clock_differs' });
    const fromTheFuture = await sign(body);
    link.clock.move(-61_000);
    expect(await send(body, fromTheFuture)).toEqual({ status: 401, code: 'link_clock_differs' });
  });

  test('a pairing code works for one office only, and not when it is old or wrong', async () => {
    const other = createGates(link.office.kysely, link.gate.log, link.clock);
    await expect(other.pair(link.listener.url, 'wrong')).rejects.toMatchObject({ code: 'link_refused' });
    const { createPairingCode, pairOffice } = await import('../../src/link/gate/pairing.ts');
    const code = await createPairingCode(link.gate);
    link.clock.move(61 * 60_000);
    await expect(other.pair(link.listener.url, code)).rejects.toMatchObject({ code: 'link_refused' });
    const fresh = await createPairingCode(link.gate);
    await other.pair(link.listener.url, fresh);
    // The answer was lost: the same office may ask again, another may not.
    await other.pair(link.listener.url, fresh);
    const stranger = { code: fresh, officeId: newId(), publicKey: { ...identity.publicJwk } };
    await expect(pairOffice(link.gate, stranger)).rejects.toMatchObject({ code: 'link_code_wrong' });
    const secret = { code: fresh, officeId: identity.officeId, publicKey: { ...identity.publicJwk, d: 'x' } };
    await expect(pairOffice(link.gate, secret)).rejects.toMatchObject({ code: 'link_message_invalid' });
    expect((await link.gates.status(link.gateId)).gateId).toBe(link.gateId);
  });
});
