import http from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookSettings } from '../../../src/contract/website-settings.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { ownLook } from '../../support/visitor-scene.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

/** Fetches something with its bytes as they were sent. */
async function fetchRaw(
  { host }: Pick<TestWebsite, 'host'>,
  path: string,
  headers: Record<string, string> = {},
) {
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const { gatePort: port } = gate.running;
    http.get({ port, path, headers: { host, ...headers } }, resolve).on('error', reject);
  });
  const bytes = Buffer.concat(await answer.toArray());
  return { status: answer.statusCode, headers: answer.headers, bytes, body: bytes.toString() };
}
const addressOf = (html: string, what: RegExp): string => what.exec(html)?.[1] ?? '';
const logoAddress = /<img src="([^"]+)"/;
const lookAddress = /href="(\/_gate\/assets\/look\.css[^"]*)"/;

describe('look of the visitor pages', () => {
  it('GATE: the website’s logo and colours are on every page, under addresses that may be kept for ever', async () => {
    const website = await gate.publish({ name: 'De Haan', look: ownLook });
    const page = await gate.visitor(website).get('/_gate/sign-in');
    expect(page.body).toContain('alt="De Haan"');
    expect(page.text).toContain('Havenweg 4, Rotterdam. Vragen?');
    const logo = await fetchRaw(website, addressOf(page.body, logoAddress));
    expect(logo).toMatchObject({ status: 200 });
    expect(logo.headers['content-type']).toBe('image/webp');
    expect(logo.headers['cache-control']).toContain('immutable');
    expect(logo.headers['x-content-type-options']).toBe('nosniff');
    const css = await fetchRaw(website, addressOf(page.body, lookAddress));
    expect(css.body).toContain('--accent:#ffc72c');
    expect(css.headers['cache-control']).toContain('immutable');
    expect(css.headers['set-cookie']).toBeUndefined();
  });

  it('GATE: a changed look has other addresses, and an old address fixes nothing for long', async () => {
    const website = await gate.publish({ look: ownLook });
    const before = addressOf((await gate.visitor(website).get('/_gate/sign-in')).body, lookAddress);
    await gate.change(website, { look: lookSettings.parse({ accent: '#1d3f8f' }) });
    const page = await gate.visitor(website).get('/_gate/sign-in');
    const after = addressOf(page.body, lookAddress);
    expect(after).not.toBe(before);
    const late = await fetchRaw(website, before);
    expect(late.body).toContain('#1d3f8f');
    expect(late.headers['cache-control']).toBe('public, max-age=60');
    expect(page.body).not.toMatch(logoAddress);
    expect((await fetchRaw(website, '/_gate/assets/logo')).status).toBe(404);
  });

  it('I8: the look of one website is not served under another’s name, nor under an unknown one', async () => {
    const website = await gate.publish({ look: ownLook });
    const other = await gate.publish();
    const { body } = await gate.visitor(website).get('/_gate/sign-in');
    for (const host of [other.host, 'onbekend.localhost']) {
      for (const address of [logoAddress, lookAddress]) {
        expect((await fetchRaw({ host }, addressOf(body, address))).status).toBe(404);
      }
    }
  });

  it('GATE: what is no picture is not served as one; the page shows the name instead', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const logo = `data:image/png;base64,${svg.toString('base64')}`;
    const website = await gate.publish({ look: { ...lookSettings.parse({}), logo } });
    const page = await gate.visitor(website).get('/_gate/sign-in');
    expect(page.body).not.toContain('<img');
    expect((await fetchRaw(website, '/_gate/assets/logo')).status).toBe(404);
  });
});

describe('compression of the visitor pages', () => {
  const decoders = { br: brotliDecompressSync, gzip: gunzipSync } as const;

  it.each(['br', 'gzip'] as const)(
    'sends styles, scripts and pages as %s to who takes it',
    async (coding) => {
      const website = await gate.publish();
      const plain = await fetchRaw(website, '/_gate/sign-up');
      const stylesheet = addressOf(plain.body, /href="(\/_gate\/assets\/page\.css[^"]*)"/);
      for (const path of ['/_gate/sign-up', stylesheet]) {
        const whole = await fetchRaw(website, path);
        const sent = await fetchRaw(website, path, { 'accept-encoding': coding });
        expect(whole.headers['content-encoding']).toBeUndefined();
        expect(sent.headers['content-encoding']).toBe(coding);
        expect(sent.headers.vary).toBe('accept-encoding');
        const text = decoders[coding](sent.bytes).toString();
        expect(text).toContain(path === stylesheet ? '--accent' : '<h1>Account aanvragen</h1>');
        expect(sent.bytes.length).toBeLessThan(whole.bytes.length / 2);
      }
    },
  );

  it('GATE: what is personal or secret is never compressed beside what came with the address (BREACH)', async () => {
    const website = await gate.publish();
    const { visitor } = await approved(gate, website, 'breach@example.com');
    const headers = { 'accept-encoding': 'br' };
    const coding = async (path: string) =>
      (await visitor.get(path, { headers })).headers['content-encoding'] ?? 'none';
    expect(await coding('/_gate/my-page')).toBe('br');
    expect(await coding('/_gate/my-page?return=/breach%40example.com')).toBe('none');
    expect(await coding('/_gate/my-page/details?notice=saved')).toBe('br');
    expect((await visitor.get('/_gate/my-page/details?notice=breach@')).body).not.toContain('breach@"');
    expect(await coding('/_gate/my-page/details?x=breach%40example.com')).toBe('none');
    expect(await coding('/_gate/verify?token=x')).toBe('none');
  });

  it('GATE: the token of a form differs in each answer, and works all the same', async () => {
    const website = await gate.publish();
    const visitor = gate.visitor(website);
    const tokens = [];
    for (let round = 0; round < 3; round += 1) {
      const page = await visitor.get('/_gate/forgotten-password');
      tokens.push(addressOf(page.body, /name="form" value="([^"]+)"/));
      const sent = await visitor.submit(page, { email: 'breach@example.com' });
      expect(sent.text).toContain('Kijk in uw mail');
    }
    expect(new Set(tokens).size).toBe(3);
  });
});
