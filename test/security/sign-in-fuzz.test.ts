import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, ask } from '../support/ask.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../support/gate.ts';
import { formOf } from '../support/visitor.ts';

const email = 'doelwit@example.com';
let gate: TestGate;
let website: TestWebsite;
/** What a page of this browser brings along: a form token that counts and the cookie behind it. */
let own: { token: string; cookie: string };
const unhandled: unknown[] = [];
const note = (error: unknown) => void unhandled.push(error);

beforeAll(async () => {
  process.on('unhandledRejection', note);
  gate = await startTestGate();
  website = await gate.publish({
    signIn: {
      minPasswordLength: 10,
      secondFactor: 'optional',
      magicLink: true,
      keepSignedIn: true,
      keepSignedInDays: 30,
    },
  });
  await approved(gate, website, email);
  const visitor = gate.visitor(website);
  const page = await visitor.get('/_gate/sign-in');
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  own = { token: formOf(page.body).fields.form ?? '', cookie };
});
afterAll(async () => {
  await gate?.stop();
  process.off('unhandledRejection', note);
});

/** Text as a header may carry it over the wire. */
const headerText = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code)),
});
const page = fc.constantFrom(
  'sign-in',
  'sign-in-link',
  'second-factor',
  'second-factor/recovery',
  'sign-in/passkey',
  'sign-up',
  'verify',
  'forgotten-password',
  'reset-password',
  'set-password',
  'change-password',
  'my-page',
  'my-page/security',
  'my-page/details',
  'my-page/devices',
  'my-page/privacy',
  'my-page/delete',
  'my-page/download',
  'request-access',
  'resend',
  'progress',
  'welcome',
  'status',
  'language',
  'sign-out',
);
const query = fc.oneof(
  fc.constant(''),
  headerText.map((text) => `?return=${encodeURIComponent(text)}`),
  headerText.map((text) => `?token=${encodeURIComponent(text)}&lang=de`),
  fc.webQueryParameters().map((text) => `?${text}`),
  headerText.map((text) => `?${text.replaceAll(' ', '%20')}`),
);
const path = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(page, query).map(([name, rest]) => `/_gate/${name}${rest}`) },
  { weight: 1, arbitrary: fc.webPath().map((rest) => `/_gate${rest}`) },
  { weight: 1, arbitrary: headerText.map((text) => `/_gate/${text.replaceAll(' ', '+')}`) },
);
const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(email, '', 'x'.repeat(5000), '\u0000', '__proto__', '1e999', '000000', 'yes'),
);
const field = fc.constantFrom(
  'email',
  'password',
  'current',
  'token',
  'code',
  'credential',
  'response',
  'keep',
  'return',
  'id',
  'lang',
  'firstName',
  '__proto__',
  'answers[x]',
  'form',
);
const body = fc.oneof(
  { weight: 5, arbitrary: fc.array(fc.tuple(field, value), { maxLength: 8 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  { weight: 1, arbitrary: fc.json().map((text) => text) },
);
const type = fc.constantFrom(
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-8',
  'application/json',
  'multipart/form-data; boundary=x',
  'text/plain',
  ';;;',
);
const extra = fc.dictionary(
  fc.constantFrom(
    'accept',
    'accept-language',
    'authorization',
    'referer',
    'sec-fetch-mode',
    'user-agent',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-requested-with',
  ),
  headerText,
  { maxKeys: 4 },
);
const cookie = fc.oneof(
  fc.constant('own' as const),
  headerText.map((text) => ({ text })),
  headerText.map((text) => ({ text: `gate=${text}; gate-form=${text}; gate-step=${text}` })),
);
const host = fc.constantFrom(
  'own',
  'own',
  'own',
  'nobody.test',
  '127.0.0.1',
  'PARTNERS.test.',
  '[::1]',
  '..',
);
const origin = fc.constantFrom('own', 'own', 'null', 'https://evil.example', '', 'javascript:1');
const method = fc.constantFrom(
  'GET',
  'GET',
  'HEAD',
  'POST',
  'POST',
  'POST',
  'PUT',
  'DELETE',
  'OPTIONS',
  'PATCH',
);

const anything = fc.record({ path, body, type, extra, cookie, host, origin, method, hasToken: fc.boolean() });
/** A form as a browser of the website sends it, but for what is in it: it comes through to the use cases. */
const plausible = fc
  .record({ name: page, query, fields: fc.array(fc.tuple(field, value), { maxLength: 8 }) })
  .map(({ name, query: rest, fields }) => ({
    path: `/_gate/${name}${rest}`,
    body: [['email', email], ['password', 'geraden woord hier'], ...fields] satisfies [string, string][],
    type: 'application/x-www-form-urlencoded',
    extra: {},
    cookie: 'own' as const,
    host: 'own',
    origin: 'own',
    method: 'POST',
    hasToken: true,
  }));
const question = fc.oneof(anything, plausible);
type Asked = typeof question extends fc.Arbitrary<infer T> ? T : never;

function send(asked: Asked): Promise<Answer> {
  const fields = typeof asked.body === 'string' ? [] : asked.body;
  const token: [string, string][] = asked.hasToken ? [['form', own.token]] : [];
  const encoded =
    typeof asked.body === 'string'
      ? asked.body
      : new URLSearchParams([
          ...token,
          ...fields.map(([name, text]): [string, string] => [name, text.toWellFormed()]),
        ]).toString();
  const isRead = asked.method === 'GET' || asked.method === 'HEAD';
  return ask({
    port: gate.running.gatePort,
    path: asked.path,
    method: asked.method,
    host: asked.host === 'own' ? website.host : asked.host,
    headers: {
      ...asked.extra,
      cookie: asked.cookie === 'own' ? own.cookie : asked.cookie.text,
      ...(asked.origin === ''
        ? {}
        : { origin: asked.origin === 'own' ? `http://${website.host}` : asked.origin }),
      ...(isRead ? {} : { 'content-type': asked.type }),
    },
    ...(isRead ? {} : { body: encoded }),
  });
}

describe('sign-in and the other visitor pages, whatever they are sent', () => {
  it('I1: never opens a session without a proof, never fails with 5xx, and leaves no error unhandled', async () => {
    await fc.assert(
      fc.asyncProperty(question, async (asked) => {
        const answer = await send(asked);
        // Many hashes at once are put off with 503, which is no failure.
        if (answer.status !== 503 || answer.headers['retry-after'] === undefined) {
          expect(answer.status).toBeLessThan(500);
        }
        const cookies = answer.headers['set-cookie'] ?? [];
        expect(cookies.filter((line) => /^(__Host-)?gate=[^;]/.test(line))).toEqual([]);
        expect(answer.headers.location ?? '').not.toMatch(/^(?:\/[/\\]|[a-z]+:)/i);
      }),
      { numRuns: 2000 },
    );
    const sessions = await gate.database.kysely.selectFrom('session').select('id').execute();
    expect(sessions).toHaveLength(1); // the one that was there before
    const failures = gate.logged.map((line) => JSON.parse(line)).filter(({ level }) => level >= 50);
    expect(failures).toEqual([]);
    expect(unhandled).toEqual([]);
  }, 120_000);
});
