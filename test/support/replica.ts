import type { AccountV1, AppliedV1, GapV1, PublicationV1, WebsiteV1 } from '../../src/contract/link.ts';
import { newId } from '../../src/core/uuid.ts';
import { withTransaction } from '../../src/database/transaction.ts';
import { applyPublication } from '../../src/gate/replica/apply-publication.ts';
import { createSession } from '../../src/gate/sessions/create-session.ts';
import { readPublishedWebsite } from '../../src/gate/websites/published-website.ts';
import { changesOf, publishedAccount, type TestReplica, websiteSettings } from './link.ts';

/** One website on a gate, and an office that counts its revisions. */
export interface TestSite {
  readonly websiteId: string;
  readonly companyId: string;
  /** Publishes changes; each account gets the next revision. */
  publish(accounts: readonly Partial<AccountV1>[], settings?: Partial<WebsiteV1>): Promise<AppliedV1>;
  /** Sends any message. */
  send(publication: Partial<PublicationV1>, accounts: readonly AccountV1[]): Promise<AppliedV1 | GapV1>;
  revision(): number;
  /** A visitor's application that the office has not fetched. */
  apply(email: string): Promise<string>;
  /** Somebody who has a password; verified. */
  register(email: string): Promise<string>;
  signIn(email: string): Promise<void>;
  accounts(): Promise<{ id: string; email: string; status: string; revision: number }[]>;
  mails(): Promise<{ event: string; to: string; text: string }[]>;
  sessions(): Promise<string[]>;
  login(email: string): Promise<{ password_hash: string | null; email_verified_at: Date | null } | undefined>;
}

export async function createTestSite(
  { gate }: TestReplica,
  settings: Partial<WebsiteV1> = {},
  companyId: string = newId(),
): Promise<TestSite> {
  const { db } = gate;
  const websiteId = newId();
  let revision = 0;
  let current = websiteSettings({ hosts: [`${websiteId}.example.com`], ...settings });
  const site: TestSite = {
    websiteId,
    companyId,
    revision: () => revision,
    async publish(accounts, changed) {
      if (changed !== undefined)
        current = { ...current, ...changed, settingsRevision: current.settingsRevision + 1 };
      const from = revision;
      const published = accounts.map((account) => {
        revision += 1;
        return publishedAccount({ ...account, revision });
      });
      try {
        const answer = await site.send({ fromRevision: from, toRevision: revision }, published);
        if ('code' in answer) throw new Error(`gap at ${answer.expected}`);
        return answer;
      } catch (error) {
        revision = from;
        throw error;
      }
    },
    send: (publication, accounts) =>
      applyPublication(gate, {
        publication: changesOf({ websiteId, companyId }, revision, revision, publication),
        website: current,
        accounts,
      }),
    async apply(email) {
      const id = newId();
      await db
        .insertInto('account')
        .values({
          website_id: websiteId,
          id,
          company_id: companyId,
          email,
          email_canonical: email,
          status: 'pending',
          valid_from: null,
          valid_until: null,
          revision: 0,
          snapshot_id: null,
          details: JSON.stringify({ town: 'Utrecht' }),
        })
        .execute();
      return id;
    },
    async register(email) {
      const id = newId();
      await db
        .insertInto('login')
        .values({
          company_id: companyId,
          id,
          email,
          email_canonical: email,
          email_verified_at: gate.clock.now(),
          password_hash: 'a hash',
          password_changed_at: null,
        })
        .execute();
      return id;
    },
    async signIn(email) {
      const login = await db
        .selectFrom('login')
        .select('id')
        .where('company_id', '=', companyId)
        .where('email_canonical', '=', email)
        .executeTakeFirstOrThrow();
      const row = await db
        .selectFrom('website')
        .selectAll()
        .where('id', '=', websiteId)
        .executeTakeFirstOrThrow();
      const website = readPublishedWebsite(row);
      if (website === null) throw new Error('the website cannot be read');
      await withTransaction({ kysely: db }, (trx) =>
        createSession(trx, gate.clock, {
          website,
          loginId: login.id,
          origin: { methods: ['password'], keep: false, userAgent: '', address: '' },
        }),
      );
    },
    accounts: () =>
      db
        .selectFrom('account')
        .select(['id', 'email', 'status', 'revision'])
        .where('website_id', '=', websiteId)
        .orderBy('id')
        .execute(),
    mails: () =>
      db
        .selectFrom('mail')
        .select(['event', 'to_address as to', 'text'])
        .where('website_id', '=', websiteId)
        .orderBy('created_at')
        .orderBy('id')
        .execute(),
    async sessions() {
      const rows = await db
        .selectFrom('session')
        .innerJoin('login', 'login.id', 'session.login_id')
        .select('login.email_canonical')
        .where('website_id', '=', websiteId)
        .orderBy('login.email_canonical')
        .execute();
      return rows.map((row) => row.email_canonical);
    },
    login: (email) =>
      db
        .selectFrom('login')
        .select(['password_hash', 'email_verified_at'])
        .where('company_id', '=', companyId)
        .where('email_canonical', '=', email)
        .executeTakeFirst(),
  };
  await site.publish([]);
  return site;
}
