import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareSample, type Sample } from '../../../src/cli/prepare-sample.ts';
import { startTestGatehouse, type TestGatehouse } from '../../support/gatehouse.ts';
import { type ApiClient, apiClient } from '../../support/office.ts';
import { refusalOf } from '../../support/refusal.ts';

let gatehouse: TestGatehouse;
let sample: Sample;
let api: ApiClient;
let companyId: string;

const partners = { hosts: ['partners.localhost'], publicUrl: 'http://partners.localhost' };
const shop = { hosts: ['shop.localhost'], publicUrl: 'http://shop.localhost' };

beforeAll(async () => {
  gatehouse = await startTestGatehouse();
  sample = await prepareSample(gatehouse.office);
  const response = await fetch(`${gatehouse.url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-gatehouse-csrf': '1' },
    body: JSON.stringify({ email: sample.email, password: sample.password }),
  });
  api = apiClient(gatehouse.url, { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' });
  companyId = (await api.session.me()).companies[0]?.id ?? '';
});
afterAll(() => gatehouse.stop());

const visitorOf = (site: typeof partners) => {
  const port = gatehouse.gate.gatePort;
  return gatehouse.visit({ hosts: site.hosts, publicUrl: `${site.publicUrl}:${port}` });
};

describe('R18: the sample company', () => {
  test('is licensed, has contacts, two published websites, and people who wait', async () => {
    expect((await api.session.me()).companies).toMatchObject([{ isSample: true, licensed: true }]);
    const home = await api.companies.home({ companyId });
    expect(home).toMatchObject({ contacts: 48, websites: 2, licence: { state: 'valid' } });
    expect(home.counters).toMatchObject({ applications: 4, unpublishedChanges: 0 });
    expect(home.waiting.map((entry) => entry.website)).toEqual(Array(4).fill('Partnerweb'));
    const websites = await api.websites.list({ companyId });
    expect(
      websites.map(({ name, protection, policy, linkMode }) => ({ name, protection, policy, linkMode })),
    ).toEqual([
      { name: 'Partnerweb', protection: 'whole', policy: 'manual', linkMode: 'manual' },
      { name: 'Webshop', protection: 'part', policy: 'automatic', linkMode: 'automatic' },
    ]);
    expect(
      websites.every((website) => !website.settingsUnpublished && website.lastPublishedAt !== null),
    ).toBe(true);
  });

  test('R10: has one application of each kind', async () => {
    const { items } = await api.applications.list({ companyId });
    const verdicts = new Map(items.map((item) => [item.email, item.verdict]));
    expect(Object.fromEntries(verdicts)).toEqual({
      'mirjam.vanommen@cateringservicevanommen.example': 'existing',
      'rania@saffraan-amersfoort.example': 'verify',
      'd.verschuur@webpost.example': 'existing',
      'lotte@veenstra-roasters.example': 'new',
    });
    expect(items.find((item) => item.email.startsWith('mirjam'))?.proven).toBe(true);
    expect(items.find((item) => item.email.startsWith('d.verschuur'))?.proven).toBe(false);
  });

  test('case 31: the counters equal the lists', async () => {
    const counters = await api.companies.counters({ companyId });
    const applications = await api.applications.list({ companyId, limit: 200 });
    const unpublished = await api.accounts.list({ companyId, unpublished: true, limit: 200 });
    const waiting = await api.mails.list({ companyId, state: 'waiting', limit: 200 });
    const failed = await api.mails.list({ companyId, state: 'failed', limit: 200 });
    expect(counters).toEqual({
      applications: applications.items.length,
      unpublishedChanges: unpublished.items.length,
      waitingMails: waiting.items.length,
      failedMails: failed.items.length,
    });
    expect(counters.waitingMails).toBeGreaterThan(0);
  });

  test('there is one of it', async () => {
    expect(await refusalOf(api.companies.create({ kind: 'sample' }))).toMatchObject({
      code: 'sample_exists',
    });
    expect(await prepareSample(gatehouse.office)).toMatchObject({ email: sample.email, password: null });
  });
});

describe('R12, R15: its websites', () => {
  test('the whole Partnerweb is closed until one signs in, and then shows who is there and which prices apply', async () => {
    const visitor = visitorOf(partners);
    const closed = await visitor.get('/prijslijst.html', { follow: false });
    expect(closed.status).toBe(302);
    const page = await visitor.signIn(
      'ingrid.wouters@delicatessenwouters.example',
      sample.visitorPassword ?? '',
    );
    expect(page.status).toBe(200);
    const prices = await visitor.get('/prijslijst.html');
    expect(prices.text).toContain('Ingrid Wouters');
    expect(prices.text).toContain('Delicatessen Wouters');
    expect(prices.text).toContain('prijsgroep A');
    expect(prices.text).toContain('€ 14,36');
    expect(prices.text).not.toContain('€ 15,80');
    expect(prices.body).not.toContain('#gatehouse');
  });

  test('only the shop of the Webshop is closed, and another price group gets other prices', async () => {
    const visitor = visitorOf(shop);
    const open = await visitor.get('/');
    expect(open.status).toBe(200);
    expect(open.text).toContain('Aanmelden');
    expect((await visitor.get('/shop/', { follow: false })).status).toBe(302);
    await visitor.signIn('sanne.bakker@degoudenleeuw.example', sample.visitorPassword ?? '');
    const prices = await visitor.get('/shop/');
    expect(prices.text).toContain('Sanne Bakker');
    expect(prices.text).toContain('€ 15,80');
    expect(prices.text).not.toContain('€ 14,36');
  });

  test('case 2: access to one opens not the other', async () => {
    const visitor = visitorOf(partners);
    const refused = await visitor.signIn('sanne.bakker@degoudenleeuw.example', sample.visitorPassword ?? '');
    expect(refused.text).not.toContain('Welkom, Sanne');
    expect((await visitor.get('/prijslijst.html', { follow: false })).status).not.toBe(200);
  });
});
