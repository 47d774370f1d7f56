import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTransaction } from '../../../src/database/transaction.ts';
import { explainVisitAtGate } from '../../../src/gate/explain/explain-visit-at-gate.ts';
import { createSession } from '../../../src/gate/sessions/create-session.ts';
import type { PublishedWebsite } from '../../../src/gate/websites/published-website.ts';
import { ask, askNginxCheck } from '../../support/ask.ts';
import {
  addPerson,
  addWebsite,
  type CheckServer,
  startCheckServer,
  websiteSettings,
} from '../../support/check-server.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let node: CheckServer;
const websites: PublishedWebsite[] = [];

const optional = { ...websiteSettings().signIn, secondFactor: 'optional' as const };
const demanded = { ...optional, secondFactor: 'required' as const };
const over = new Date(Date.now() - 60 * 86_400_000).toISOString();

beforeAll(async () => {
  database = await createTestDatabase();
  node = await startCheckServer(database.gateUrl);
  const kinds = [
    { protection: 'whole' },
    { protection: 'part', paths: ['/shop', '/%70rijs'] },
    { protection: 'none' },
    { protection: 'voluntary', paths: ['/kassa'] },
    { protection: 'whole', enabled: false },
    { protection: 'whole', licensedUntil: over },
    { protection: 'part', paths: ['/shop'], signIn: demanded },
  ] as const;
  for (const [index, { signIn = optional, ...kind }] of kinds
    .map((one) => ({ signIn: undefined, ...one }))
    .entries()) {
    const host = `site${index}.test`;
    const paths = 'paths' in kind ? [...kind.paths] : [];
    const website = await addWebsite(node, {
      ...kind,
      paths,
      signIn,
      hosts: [host],
      publicUrl: `https://${host}`,
    });
    await node.database.kysely.insertInto('website_host').values({ host, website_id: website.id }).execute();
    websites.push(website);
  }
});
afterAll(async () => {
  await node?.close();
  await database?.drop();
});

const people = [
  { status: 'approved' },
  { status: 'pending' },
  { status: 'declined' },
  { status: 'blocked' },
  { status: 'ended' },
  { status: 'approved', contactActive: false },
  { status: 'approved', validFrom: '2099-01-01T00:00:00Z' },
  { status: 'approved', validUntil: '2020-01-01T00:00:00Z' },
] as const;
const targets = [
  '/shop',
  '/SHOP/x?y',
  '/shopping',
  '/prijs',
  '/kassa',
  '/a//b',
  '/shop/..%2fx',
  '/_gate/my-page',
];

describe('the explanation at the gate', () => {
  it('I1: says of everybody what the check itself answers to their session', async () => {
    const answers = new Map<boolean, number>();
    for (const website of websites) {
      const host = website.hosts[0] ?? '';
      for (const person of people) {
        // Where no second factor is demanded, how somebody signed in makes no difference.
        const isDemanded = website.settings.signIn.secondFactor === 'required';
        for (const method of isDemanded ? (['password', 'passkey'] as const) : (['password'] as const)) {
          const { loginId, email } = await addPerson(node, website, person);
          const origin = { methods: [method], keep: false, userAgent: '', address: '' };
          const { name, token } = await withTransaction(node.database, (trx) =>
            createSession(trx, node.services.clock, { website, loginId, origin }),
          );
          await Promise.all(
            targets.map(async (target) => {
              const { status, headers } = await askNginxCheck(
                node.port,
                `https://${host}${target}`,
                `${name}=${token}`,
              );
              const asked = { email, host, target, at: null };
              const { allowed, identified, failed } = await explainVisitAtGate(node.services.gate, asked);
              const context = `${host}${target} ${JSON.stringify(person)} ${method}: ${failed}`;
              expect({ context, allowed }).toEqual({ context, allowed: status === 204 });
              expect({ context, identified }).toEqual({
                context,
                identified: status === 204 && headers['remote-user'] === email.toLowerCase(),
              });
              answers.set(allowed, (answers.get(allowed) ?? 0) + 1);
            }),
          );
        }
      }
    }
    expect(answers.get(true)).toBeGreaterThan(100);
    expect(answers.get(false)).toBeGreaterThan(100);
  });

  it('R15: a session without the second factor that the website demands is nobody, also for scripts', async () => {
    const website = websites.at(-1);
    if (website === undefined) throw new Error('There is no website.');
    const { loginId } = await addPerson(node, website);
    for (const [method, isThere] of [
      ['password', false],
      ['totp', true],
    ] as const) {
      const origin = { methods: [method], keep: false, userAgent: '', address: '' };
      const { name, token } = await withTransaction(node.database, (trx) =>
        createSession(trx, node.services.clock, { website, loginId, origin }),
      );
      const cookie = `${name}=${token}`;
      const host = website.hosts[0] ?? '';
      const closed = await askNginxCheck(node.port, `https://${host}/shop`, cookie);
      expect(closed.status).toBe(isThere ? 204 : 401);
      const open = await askNginxCheck(node.port, `https://${host}/about`, cookie);
      expect(open.status).toBe(204);
      expect(open.headers['gatehouse-assertion'] !== '').toBe(isThere);
      const me = await ask({ port: node.port, path: '/_gate/me.json', host, headers: { cookie } });
      expect(JSON.parse(me.body)).toMatchObject({ signedIn: true, access: isThere });
    }
  });

  it('names an unknown host, and changes nothing', async () => {
    const asked = { email: 'a@example.nl', host: 'elders.test', target: '/', at: null };
    await expect(explainVisitAtGate(node.services.gate, asked)).rejects.toMatchObject({
      code: 'page_of_no_website',
      params: { host: 'elders.test' },
    });
  });

  it('R14, case 2: counts a passkey on the host it was made on, not on one below it', async () => {
    const companyId = websites[0]?.companyId ?? '';
    const hosts = ['groot.test', 'shop.groot.test'];
    const website = await addWebsite(
      node,
      { hosts, publicUrl: 'https://groot.test', signIn: demanded },
      companyId,
    );
    const { kysely } = node.database;
    for (const host of hosts)
      await kysely.insertInto('website_host').values({ host, website_id: website.id }).execute();
    const { loginId, email } = await addPerson(node, website);
    await kysely
      .insertInto('passkey')
      .values({
        company_id: companyId,
        login_id: loginId,
        id: 'passkey-of-groot',
        rp_id: 'groot.test',
        public_key: Buffer.alloc(1),
        counter: 0,
        transports: [],
        aaguid: '',
        backed_up: false,
        name: '',
        created_at: new Date(),
        last_used_at: null,
      })
      .execute();
    const allowed = [];
    for (const host of hosts) {
      allowed.push(
        (await explainVisitAtGate(node.services.gate, { email, host, target: '/x', at: null })).allowed,
      );
    }
    expect(allowed).toEqual([true, false]);
  });
});
