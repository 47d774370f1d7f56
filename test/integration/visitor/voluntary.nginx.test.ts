import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nginxConfig } from '../../../src/core/web-server-configs/nginx.ts';
import { type EchoWebsite, type Seen, startEchoWebsite } from '../../support/echo-website.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { findNginx, startNginx } from '../../support/nginx.ts';
import { createVisitor, goodPassword, type Visitor, type VisitorPage } from '../../support/visitor.ts';
import type { WebServerProcess } from '../../support/web-server-process.ts';

const program = await findNginx();

describe('voluntary sign-in behind nginx', () => {
  let gate: TestGate;
  let echo: EchoWebsite;
  let nginx: WebServerProcess;
  let shop: TestWebsite;
  const host = 'winkel.localhost';

  beforeAll(async () => {
    gate = await startTestGate();
    echo = await startEchoWebsite();
    const addresses = { gate: `127.0.0.1:${gate.running.gatePort}`, website: `127.0.0.1:${echo.port}` };
    nginx = await startNginx(program, nginxConfig({ name: 'Winkel', hosts: [host] }, addresses));
    shop = await gate.publish({
      hosts: [host],
      publicUrl: `http://${host}:${nginx.port}`,
      protection: 'voluntary',
      paths: ['/checkout'],
    });
  });
  afterAll(async () => {
    await nginx?.stop();
    await echo?.close();
    await gate?.stop();
  });

  const visitor = (): Visitor => createVisitor(nginx.port, shop);
  const seen = (page: VisitorPage): Seen => JSON.parse(page.body);

  it('R12: leads a page load to the offer, and a guest on to the check-out with the query kept', async () => {
    const guest = visitor();
    expect(seen(await guest.get('/prijzen')).url).toBe('/prijzen');
    const led = await guest.get('/checkout?cart=7&b=2', { follow: false });
    expect(led.status).toBe(302);
    expect(led.headers.location).toBe(
      `http://${host}:${nginx.port}/_gate/welcome?return=%2Fcheckout%3Fcart%3D7%26b%3D2`,
    );
    const page = await guest.get('/checkout?cart=7&b=2');
    expect(page.text).toContain('Hoe wilt u verder?');
    const [, link = ''] = /href="([^"]*guest=yes[^"]*)"/.exec(page.body) ?? [];
    const there = seen(await guest.get(link.replaceAll('&amp;', '&')));
    expect(there.url).toBe('/checkout?cart=7&b=2');
    expect(there.headers['remote-user']).toBeUndefined();
    expect(there.headers.cookie).toBeUndefined();
    expect(seen(await guest.get('/checkout/betalen')).url).toBe('/checkout/betalen');
  });

  it('R12: never stops what scripts fetch or what a form sends', async () => {
    const fetched = await visitor().get('/checkout/stock', { headers: { 'sec-fetch-mode': 'cors' } });
    expect(seen(fetched).url).toBe('/checkout/stock');
    const sent = seen(await visitor().post('/checkout', { order: '1' }));
    expect(sent).toMatchObject({ method: 'POST', url: '/checkout' });
  });

  it('R12, R15: tells the website of a customer everywhere', async () => {
    const email = 'klant@example.com';
    await approved(gate, shop, email);
    const customer = visitor();
    const signIn = await customer.get('/_gate/sign-in?return=/checkout');
    const landed = await customer.submit(
      signIn,
      { email, password: goodPassword },
      { action: '/_gate/sign-in' },
    );
    expect(seen(landed)).toMatchObject({ url: '/checkout', headers: { 'remote-user': email } });
    expect(seen(await customer.get('/prijzen')).headers['remote-user']).toBe(email);
  });
});
