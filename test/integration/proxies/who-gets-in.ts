import { expect, it } from 'vitest';
import { type Behind, host, ofWebsite } from './behind.ts';

const signIn = (back: string) => `http://${host}/_gate/sign-in?return=${encodeURIComponent(back)}`;
const absolute = (location: string | undefined) => new URL(location ?? '', `http://${host}`).href;

export function describeWhoGetsIn(behind: () => Behind): void {
  it('R12: lets in who has access, and shows open parts to everybody', async () => {
    const { seen, anna } = behind();
    expect((await seen('/private/prices?a=1', { cookie: anna.cookie })).url).toBe('/private/prices?a=1');
    expect((await seen('/about?b=2')).url).toBe('/about?b=2');
  });

  it('R12: leads a page load without sign-in to the sign-in page and back', async () => {
    const answer = await behind().get('/private/prices?a=1&b=2');
    expect(answer.status).toBe(302);
    expect(absolute(answer.headers.location)).toBe(signIn('/private/prices?a=1&b=2'));
    expect(answer.body).not.toContain(ofWebsite);
    const page = await behind().get(
      new URL(absolute(answer.headers.location)).href.slice(`http://${host}`.length),
    );
    expect(page).toMatchObject({ status: 200 });
    expect(page.body).toMatch(/<input[^>]* autocomplete="username/);
  });

  it.each([
    ['Sec-Fetch-Mode', { 'sec-fetch-mode': 'cors' }],
    ['X-Requested-With', { 'x-requested-with': 'XMLHttpRequest' }],
    ['Accept', { accept: 'application/json' }],
  ])('R12: what scripts fetch (%s) gets 401 and a small problem in JSON', async (_name, headers) => {
    const answer = await behind().get('/private/data', headers);
    expect(answer.status).toBe(401);
    expect(answer.headers.location).toBeUndefined();
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(JSON.parse(answer.body)).toMatchObject({ status: 401, code: 'sign_in_needed' });
  });

  it.each(['POST', 'PUT', 'DELETE'])(
    'R12: a %s without sign-in gets 303 and is never repeated',
    async (method) => {
      const answer = await behind().get('/private/order', {}, { method, body: 'x=1' });
      expect(answer.status).toBe(303);
      expect(absolute(answer.headers.location)).toBe(signIn('/'));
      expect(answer.body).not.toContain(ofWebsite);
    },
  );

  it('I1: who is signed in without access gets 403 and the gate’s page', async () => {
    const { get, waiting } = behind();
    for (const more of [{}, { method: 'POST', body: 'x=1' }]) {
      const answer = await get('/private/prices', { cookie: waiting.cookie, 'accept-language': 'nl' }, more);
      expect(answer.status).toBe(403);
      expect(answer.headers['content-type']).toContain('text/html');
      expect(answer.body).toContain('/_gate/my-page');
      expect(answer.body).not.toContain(ofWebsite);
    }
  });

  it('I1: scripts of who is signed in without access get 403 in JSON', async () => {
    const { get, waiting } = behind();
    const answer = await get('/private/data', { cookie: waiting.cookie, 'sec-fetch-mode': 'cors' });
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.body)).toMatchObject({ status: 403, code: 'access_refused' });
  });

  it('I1: the check is for the web server only', async () => {
    const { get, anna } = behind();
    const checks = ['', '/', '/nginx', '/traefik', '/envoy/private', '/x'].map((end) => `/_gate/check${end}`);
    for (const path of [...checks, '/_gate/%63heck', '/_gate/chec%6B/nginx', '/_gate/check?x=1']) {
      const answer = await get(path, { cookie: anna.cookie, 'x-forwarded-uri': '/private' });
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });

  it('I1: a request line that names another host than the Host header opens nothing', async () => {
    const { get } = behind();
    const answer = await get(`http://${host}/private/x`, {}, { host: 'open.test' });
    expect(answer.body).not.toContain(ofWebsite);
  });

  it('I1: what is open on another website of the gate is not open on this one', async () => {
    const { get, under } = behind();
    if (under.passesOn === 'through the gate') {
      // The gate itself looks up the website of that host.
      expect(JSON.parse((await get('/private/x', {}, { host: 'open.test' })).body).headers).toMatchObject({
        'x-forwarded-host': 'open.test',
      });
      return;
    }
    for (const path of ['/private/x', 'http://open.test/private/x']) {
      const answer = await get(path, {}, { host: 'open.test' });
      expect(answer.body).not.toContain(ofWebsite);
    }
    expect((await get('http://open.test/private/x')).body).not.toContain(ofWebsite);
  });

  it('I2: a decline is in force at the next request', async () => {
    const { get, gate, website, signedIn } = behind();
    const email = 'soon-declined@example.com';
    const { cookie, accountId } = await signedIn(email);
    expect((await get('/private/x', { cookie })).status).toBe(200);
    await gate.account(website, { id: accountId, email, status: 'declined' });
    const from = performance.now();
    while ((await get('/private/x', { cookie })).body.includes(ofWebsite))
      expect(performance.now() - from).toBeLessThan(1000);
  });

  it('R12: the website’s own errors and its own sign-in stay the website’s', async () => {
    const authorization = 'Basic YTpi';
    const answer = await behind().get('/denied', { authorization });
    expect(answer).toMatchObject({ status: 401, body: 'the website’s own 401' });
    expect((await behind().seen('/about', { authorization })).headers.authorization).toBe(authorization);
  });
}
