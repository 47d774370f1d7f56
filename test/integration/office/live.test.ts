import { afterAll, beforeAll, expect, test } from 'vitest';
import { announce } from '../../../src/office/live/announce.ts';
import { startTestOffice, type TestCompany, type TestOffice } from '../../support/office.ts';
import { ownTime } from '../../support/own-time.ts';

let office: TestOffice;
let own: TestCompany;
let other: TestCompany;
beforeAll(async () => {
  office = await startTestOffice();
  own = await office.createCompany();
  other = await office.createCompany();
});
afterAll(() => office.stop());

/** Reads the events of a company until `enough` of them came, or the stream ends. */
async function listen(company: TestCompany, enough: number) {
  const response = await fetch(`${office.url}/api/companies/${company.companyId}/live`, {
    headers: company.headers,
  });
  const topics: string[] = [];
  const body = response.body;
  if (body === null) throw new Error('no stream');
  const reading = (async () => {
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      topics.push(...[...chunk.matchAll(/^data: (\w+)$/gm)].map(([, topic = '']) => topic));
      if (topics.length >= enough) break;
    }
    return topics;
  })();
  return { response, reading };
}

test('open screens hear what changed in their company, from any office process, and nothing of another (I8)', async () => {
  const { response, reading } = await listen(own, 2);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(response.headers.get('cache-control')).toBe('no-store');
  await announce(office.office.db, other.companyId, 'contacts');
  await announce(office.office.db, own.companyId, 'applications');
  await announce(office.office.db, own.companyId, 'mails');
  expect(await reading).toEqual(['applications', 'mails']);
});

test('nobody hears anything who is not signed in or has no role there', async () => {
  const address = (companyId: string) => `${office.url}/api/companies/${companyId}/live`;
  expect((await fetch(address(own.companyId))).status).toBe(401);
  expect((await fetch(address(own.companyId), { headers: other.headers })).status).toBe(404);
  expect((await fetch(address('geen-id'), { headers: own.headers })).status).toBe(404);
});

test('a session has at most 20 streams: of more the oldest ends', async () => {
  const first = await listen(own, 1);
  const other20 = [];
  for (let n = 0; n < 20; n += 1) other20.push(await listen(own, 1));
  expect(await first.reading).toEqual([]);
  await announce(office.office.db, own.companyId, 'contacts');
  for (const { reading } of other20) expect(await reading).toEqual(['contacts']);
});

test('the stream ends when the office stops, so that stopping takes no time', async () => {
  const stopping = await startTestOffice();
  const company = await stopping.createCompany();
  const response = await fetch(`${stopping.url}/api/companies/${company.companyId}/live`, {
    headers: company.headers,
  });
  expect(await ownTime(() => Promise.all([stopping.stop(), response.text()]))).toBeLessThan(5000);
});
