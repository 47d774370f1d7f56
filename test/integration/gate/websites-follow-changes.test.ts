import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PublishedWebsite } from '../../../src/gate/websites/published-website.ts';
import { askNginxCheck } from '../../support/ask.ts';
import {
  addWebsite,
  type CheckServer,
  startCheckServer,
  websiteSettings,
} from '../../support/check-server.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let node: CheckServer;
let shop: PublishedWebsite;
let other: PublishedWebsite;

beforeAll(async () => {
  database = await createTestDatabase();
  // Without NOTIFY, so that news is read when the test says so.
  node = await startCheckServer(database.gateUrl, { news: { listen: false, pollMs: 600_000 } });
  shop = await addWebsite(node, { protection: 'none' });
  other = await addWebsite(node, { hosts: ['other.test'], publicUrl: 'http://other.test' });
});
afterAll(async () => {
  await node?.close();
  await database?.drop();
});

/** Changes a website as the node's own database connection does not: it hears of it by the news. */
async function change(table: string, { id }: PublishedWebsite, settings: object): Promise<void> {
  await sql`
    UPDATE ${sql.table(table)} SET settings = ${JSON.stringify(settings)}::jsonb WHERE id = ${id}::uuid`.execute(
    node.database.kysely,
  );
}

it('I1: a website that is closed while the database fails a moment is closed, also where another changes just then', async () => {
  const { kysely } = node.database;
  const statusOf = async () => (await askNginxCheck(node.port, 'http://partners.test/x')).status;
  await node.services.news.read();
  expect(await statusOf()).toBe(204);

  await sql`ALTER TABLE website RENAME TO website_away`.execute(kysely);
  await change('website_away', shop, websiteSettings({ protection: 'whole', settingsRevision: 2 }));
  await node.services.news.read();
  // The read fails, and is to be tried again in half a second.
  await new Promise((resolve) => setTimeout(resolve, 100));
  await sql`ALTER TABLE website_away RENAME TO website`.execute(kysely);
  await change('website', other, { ...other.settings, settingsRevision: 2 });
  await node.services.news.read();

  await expect.poll(statusOf, { timeout: 3000 }).toBe(401);
});
