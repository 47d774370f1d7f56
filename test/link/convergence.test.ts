import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountV1 } from '../../src/contract/link.ts';
import { publishedStatuses } from '../../src/core/status.ts';
import { newId } from '../../src/core/uuid.ts';
import { applyPublication, type PublicationMessage } from '../../src/gate/replica/apply-publication.ts';
import {
  changesOf,
  createTestReplica,
  publishedAccount,
  type TestReplica,
  websiteSettings,
} from '../support/link.ts';

let replica: TestReplica;
beforeAll(async () => {
  replica = await createTestReplica();
});
afterAll(() => replica.close());

interface Change {
  readonly person: number;
  readonly status: AccountV1['status'];
}

/** What the office would send for a history of changes, cut into messages of the given sizes. */
function messagesOf(history: readonly Change[], sizes: readonly number[]): PublicationMessage[] {
  const of = { websiteId: newId(), companyId: newId() };
  const ids = [newId(), newId(), newId()];
  const settings = websiteSettings({ hosts: [`${of.websiteId}.example.com`] });
  const messages: PublicationMessage[] = [];
  let from = 0;
  for (const size of [...sizes, history.length]) {
    const to = Math.min(from + size, history.length);
    if (to === from && messages.length > 0) continue;
    const accounts = history.slice(from, to).map(({ person, status }, index) =>
      publishedAccount({
        id: ids[person] ?? newId(),
        revision: from + index + 1,
        email: `${person}@example.com`,
        status,
      }),
    );
    messages.push({ publication: changesOf(of, from, to), website: settings, accounts });
    from = to;
  }
  return messages;
}

async function stateOf(websiteId: string) {
  const accounts = await replica.gate.db
    .selectFrom('account')
    .select(['email', 'status', 'revision'])
    .where('website_id', '=', websiteId)
    .orderBy('id')
    .execute();
  const mails = await replica.gate.db
    .selectFrom('mail')
    .select(['event', 'to_address', 'account_revision'])
    .where('website_id', '=', websiteId)
    .orderBy('account_revision')
    .execute();
  const website = await replica.gate.db
    .selectFrom('website')
    .select('applied_revision')
    .where('id', '=', websiteId)
    .executeTakeFirstOrThrow();
  return { accounts, mails, applied: website.applied_revision };
}

test('I5, I3: messages in any order, any number of times, lead to the same replica and the same mails', async () => {
  const change = fc.record({ person: fc.nat(2), status: fc.constantFrom(...publishedStatuses) });
  const property = fc.asyncProperty(
    fc.array(change, { minLength: 1, maxLength: 8 }),
    fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }),
    fc.array(fc.nat(20), { maxLength: 12 }),
    async (history, sizes, order) => {
      const inOrder = messagesOf(history, sizes);
      for (const message of inOrder) await applyPublication(replica.gate, message);
      const expected = await stateOf(inOrder[0]?.publication.websiteId ?? '');
      expect(expected.applied).toBe(history.length);

      const shuffled = messagesOf(history, sizes);
      for (const index of order) {
        const message = shuffled[index % shuffled.length];
        if (message !== undefined) await applyPublication(replica.gate, message);
      }
      // The office goes on until all is there: each in turn, all of them twice.
      for (const message of [...shuffled, ...shuffled]) await applyPublication(replica.gate, message);
      expect(await stateOf(shuffled[0]?.publication.websiteId ?? '')).toEqual(expected);
    },
  );
  await fc.assert(property, { numRuns: 40, seed: 20_261 });
});

test('I5: a message that begins after what the gate has is answered with what it expects', async () => {
  const of = { websiteId: newId(), companyId: newId() };
  const website = websiteSettings({ hosts: ['gap.example.com'] });
  const send = (from: number, to: number) =>
    applyPublication(replica.gate, {
      publication: changesOf(of, from, to),
      website,
      accounts: [publishedAccount({ revision: to })],
    });
  expect(await send(3, 4)).toEqual({ code: 'gap', expected: 0 });
  expect(
    await replica.gate.db.selectFrom('website').select('id').where('id', '=', of.websiteId).execute(),
  ).toEqual([]);
  expect(await send(0, 2)).toMatchObject({ repeated: false, appliedRevision: 2, mails: 1 });
  expect(await send(3, 4)).toEqual({ code: 'gap', expected: 2 });
  expect(await send(2, 4)).toMatchObject({ appliedRevision: 4 });
});

test('I5: the very same message again is told as repeated, with what it did then', async () => {
  const of = { websiteId: newId(), companyId: newId() };
  const message = {
    publication: changesOf(of, 0, 1),
    website: websiteSettings({ hosts: ['again.example.com'] }),
    accounts: [publishedAccount()],
  };
  const first = await applyPublication(replica.gate, message);
  expect(first).toMatchObject({ repeated: false, mails: 1 });
  expect(await applyPublication(replica.gate, message)).toEqual({ ...first, repeated: true });
});

test('I8: a website of one company cannot be published by another', async () => {
  const websiteId = newId();
  const website = websiteSettings({ hosts: ['own.example.com'] });
  const mine = { websiteId, companyId: newId() };
  await applyPublication(replica.gate, { publication: changesOf(mine, 0, 0), website, accounts: [] });
  const theirs = {
    publication: changesOf({ websiteId, companyId: newId() }, 0, 1),
    website,
    accounts: [publishedAccount()],
  };
  await expect(applyPublication(replica.gate, theirs)).rejects.toMatchObject({
    code: 'link_message_invalid',
  });
  const other = { websiteId: newId(), companyId: newId() };
  await expect(
    applyPublication(replica.gate, { publication: changesOf(other, 0, 0), website, accounts: [] }),
  ).rejects.toMatchObject({ code: 'host_taken' });
  expect(
    await replica.gate.db.selectFrom('website').select('id').where('id', '=', other.websiteId).execute(),
  ).toEqual([]);
});
