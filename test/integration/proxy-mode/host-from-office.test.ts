import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Website, type WebsiteInput, websiteInput } from '../../../src/contract/websites.ts';
import { startTestGatehouse, type TestGatehouse } from '../../support/gatehouse.ts';
import type { TestCompany } from '../../support/office.ts';
import { listenOnLoopback } from '../../support/proxy-stage.ts';

let gatehouse: TestGatehouse;
let company: TestCompany;
let port: number;
const inner = http.createServer((request, response) => void response.end(request.headers.host));
beforeAll(async () => {
  gatehouse = await startTestGatehouse();
  company = await gatehouse.createCompany();
  port = await listenOnLoopback(inner);
});
afterAll(async () => {
  await gatehouse?.stop();
  inner.closeAllConnections();
  inner.close();
});

const reload = (website: Website) =>
  company.api.websites.get({ companyId: company.companyId, websiteId: website.id });

/** Saves another address or host in the office and updates the website. */
async function publish(website: Website, origin?: WebsiteInput['origin']): Promise<void> {
  const { companyId, api } = company;
  if (origin !== undefined) {
    const now = await reload(website);
    const changed = { ...websiteInput.parse(now), origin };
    await api.websites.update({ companyId, websiteId: now.id, website: changed, version: now.version });
  }
  const [done] = await api.publications.publish({ companyId, websiteIds: [website.id], mode: 'changes' });
  expect(done?.failure).toBeNull();
  await gatehouse.gate.settle();
}

/** The host that the website was called by. */
async function heard(website: Website): Promise<string> {
  const answer = await gatehouse.visit(website).get('/');
  return answer.body;
}

describe('R12: the host that a website gets, chosen in the office', () => {
  it('stays what was chosen when it is saved, published and loaded again', async () => {
    const url = `http://localhost:${port}`;
    const website = await gatehouse.createWebsite(company, {
      protection: 'none',
      origin: { kind: 'upstream', url, host: 'visitor' },
    });
    const [host = ''] = website.hosts;
    await publish(website);
    expect((await reload(website)).origin).toEqual({ kind: 'upstream', url, host: 'visitor' });
    expect(await heard(website)).toBe(host);

    await publish(website, { kind: 'upstream', url, host: 'upstream' });
    const after = await reload(website);
    expect(after).toMatchObject({
      origin: { kind: 'upstream', url, host: 'upstream' },
      settingsUnpublished: false,
    });
    expect(await heard(website)).toBe(`localhost:${port}`);
  });

  it('follows from the address of a website that was saved before there was a choice', async () => {
    const url = `http://127.0.0.1:${port}`;
    const website = await gatehouse.createWebsite(company, {
      protection: 'none',
      origin: { kind: 'upstream', url },
    });
    await publish(website);
    expect((await reload(website)).origin).toEqual({ kind: 'upstream', url });
    expect(await heard(website)).toBe(website.hosts[0]);
    await publish(website, { kind: 'upstream', url: `http://localhost:${port}` });
    expect(await heard(website)).toBe(`localhost:${port}`);
  });

  it('is one of two, and nothing else is taken', async () => {
    const origin = { kind: 'upstream', url: `http://127.0.0.1:${port}`, host: 'evil.test' };
    expect(websiteInput.shape.origin.safeParse(origin).success).toBe(false);
  });
});
