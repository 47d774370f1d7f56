import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { accountsPerMessage } from '../../../src/contract/link.ts';
import { newId } from '../../../src/core/uuid.ts';
import { changesOf, createTestLink, publishedAccount, websiteSettings } from '../../support/link.ts';

test('R6: 50,000 accounts are published in messages of 5,000, in steady memory on both sides', async () => {
  const link = await createTestLink();
  try {
    const of = { websiteId: newId(), companyId: newId() };
    const website = websiteSettings();
    const messages = 50_000 / accountsPerMessage;
    await link.gates.publish(link.gateId, { publication: changesOf(of, 0, 0), website, accounts: [] });
    // All of them wait already, so that none gets a mail here.
    await sql`INSERT INTO account (website_id, company_id, id, email, email_canonical, status, revision)
      SELECT ${of.websiteId}, ${of.companyId}, gen_random_uuid(), mail, mail, 'pending', 0
      FROM generate_series(0, 49999) AS n, LATERAL (SELECT 'n' || n || '@example.com') AS address (mail)`.execute(
      link.gate.db,
    );
    const used: number[] = [];
    for (let part = 0; part < messages; part += 1) {
      const from = part * accountsPerMessage;
      const answer = await link.gates.publish(link.gateId, {
        publication: changesOf(of, from, from + accountsPerMessage),
        website: null,
        accounts: Array.from({ length: accountsPerMessage }, (_, index) =>
          publishedAccount({
            revision: from + index + 1,
            status: 'pending',
            email: `n${from + index}@example.com`,
          }),
        ),
      });
      expect(answer).toMatchObject({ appliedRevision: from + accountsPerMessage, mails: 0 });
      used.push(process.memoryUsage().heapUsed);
    }
    const { count } = await link.gate.db
      .selectFrom('account')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(50_000);
    expect(Math.max(...used.slice(-3)) - Math.max(...used.slice(0, 3))).toBeLessThan(150_000_000);
  } finally {
    await link.close();
  }
  // Half a minute on a calm machine.
}, 600_000);
