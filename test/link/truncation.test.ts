import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/core/uuid.ts';
import { readPublication } from '../../src/link/gate/read-publication.ts';
import { publicationBody } from '../../src/link/office/gates.ts';
import { readEvents } from '../../src/link/office/read-events.ts';
import {
  changesOf,
  createTestLink,
  publishedAccount,
  type TestLink,
  websiteSettings,
} from '../support/link.ts';

let link: TestLink;
beforeAll(async () => {
  link = await createTestLink();
});
afterAll(() => link.close());

const of = { websiteId: newId(), companyId: newId() };

test('I5: a publication that was cut off anywhere, or lost a line, is refused whole', () => {
  const accounts = [1, 2, 3].map((revision) => publishedAccount({ revision }));
  const body = publicationBody({ publication: changesOf(of, 0, 3), website: websiteSettings(), accounts });
  expect(readPublication(Buffer.from(body)).accounts).toHaveLength(3);
  for (let length = 0; length < body.length; length += 37)
    expect(() => readPublication(Buffer.from(body.slice(0, length)))).toThrow(/cannot be read/);
  const lines = body.split('\n');
  for (let index = 0; index < lines.length - 1; index += 1)
    expect(() => readPublication(Buffer.from(lines.toSpliced(index, 1).join('\n')))).toThrow(
      /cannot be read/,
    );
  const moved = [lines[1], lines[0], ...lines.slice(2)].join('\n');
  expect(() => readPublication(Buffer.from(moved))).toThrow(/line 1/);
  expect(() => readPublication(Buffer.from([0xff, 0xfe, 0x0a]))).toThrow(/UTF-8/);
});

test('I5: a revision outside the publication, or a status that is none, is refused with its line', () => {
  const beyond = publicationBody({
    publication: changesOf(of, 0, 3),
    website: null,
    accounts: [publishedAccount({ revision: 4 })],
  });
  expect(() => readPublication(Buffer.from(beyond))).toThrow(/line 2/);
  const odd = publicationBody({
    publication: changesOf(of, 0, 3),
    website: null,
    accounts: [publishedAccount()],
  });
  expect(() => readPublication(Buffer.from(odd.replace('"approved"', '"admin"')))).toThrow(/line 2: status/);
});

test('I5: events that were cut off, repeated or out of order are not taken', async () => {
  const event = (number: number): string =>
    JSON.stringify({
      type: 'signedInV1',
      number,
      id: newId(),
      at: '2026-01-01T00:00:00Z',
      companyId: newId(),
      websiteId: newId(),
      accountId: newId(),
    });
  const end = (lines: number): string => JSON.stringify({ type: 'endV1', lines });
  const read = (...lines: string[]) => readEvents(new Response(lines.join('\n')), 5);
  expect(await read(event(6), event(7), end(2))).toHaveLength(2);
  await expect(read(event(6), event(7))).rejects.toThrow('cut off');
  await expect(read(event(6), end(2))).rejects.toThrow('not complete');
  await expect(read(event(7), event(6), end(2))).rejects.toThrow('out of order');
  await expect(read(event(5), end(1))).rejects.toThrow('out of order');
  await expect(read(event(6), end(1), event(7))).rejects.toThrow('goes on');
});

test('I6: a gate that is down is told plainly and noted, and is seen again when it answers', async () => {
  const { gates, gateId, office } = link;
  const state = () =>
    office.kysely.selectFrom('gate').selectAll().where('id', '=', gateId).executeTakeFirstOrThrow();
  const { url } = await state();
  await office.kysely.updateTable('gate').set({ url: 'http://127.0.0.1:9' }).execute();
  await expect(gates.status(gateId)).rejects.toMatchObject({ code: 'gate_unreachable' });
  expect(await state()).toMatchObject({ reachable: false });
  await office.kysely.updateTable('gate').set({ url }).execute();
  expect((await gates.status(gateId)).gateId).toBe(gateId);
  expect(await state()).toMatchObject({ reachable: true, last_error: null });
});

test('health and metrics answer without a signature, the link does not', async () => {
  const { url } = link.listener;
  expect((await fetch(`${url}/health`)).status).toBe(200);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toContain('gatehouse_events_waiting 0');
  expect(metrics).toContain('gatehouse_mails{state="failed"} 0');
  expect((await fetch(`${url}/link/v1/status`)).status).toBe(401);
  expect((await fetch(`${url}/other`)).status).toBe(404);
  const large = await fetch(`${url}/link/v1/pair`, { method: 'POST', body: 'x'.repeat(100_000) });
  expect(large.status).toBe(400);
});
