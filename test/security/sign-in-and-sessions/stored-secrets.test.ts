import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { codeOf, setUpApp } from '../../support/second-factor.ts';
import { startSmtpServer, type TestSmtpServer } from '../../support/smtp-server.ts';
import { goodPassword } from '../../support/visitor.ts';
import { everythingStored, tablesThatHold } from './everything-stored.ts';
import { newPassword, oneUseLinks, tokenIn, withSignInLinks } from './mailed-links.ts';

let smtp: TestSmtpServer;
let gate: TestGate;
let website: TestWebsite;
beforeAll(async () => {
  smtp = await startSmtpServer();
  // Until everything was asked for: what went out is kept without its links.
  smtp.refuse(() => ({ code: 450, message: 'later' }));
  gate = await startTestGate({ environment: { SMTP_URL: smtp.url, MAIL_FROM: 'portaal@jansen.example' } });
  website = await gate.publish(withSignInLinks);
});
afterAll(async () => {
  await gate?.stop();
  await smtp?.close();
});

/** Lets every mail that was queued go out, and gives the secrets in their links. */
async function sentTokens(): Promise<string[]> {
  const { kysely } = gate.database;
  smtp.refuse(() => null);
  for (let round = 0; round < 200; round += 1) {
    gate.clock.move(3_600_000);
    const waiting = kysely.selectFrom('mail').select('id').where('state', '<>', 'sent');
    if ((await waiting.executeTakeFirst()) === undefined) break;
    await pause(50);
  }
  return smtp.mails
    .flatMap(({ parsed }) => [...(parsed.text ?? '').matchAll(/https?:\/\/\S+/g)])
    .map(([link]) => tokenIn(link))
    .filter((token) => token !== '');
}

describe('what is kept once mails went out', () => {
  it('S8: the secret of an app, which codes are made from, is the only one that is kept as it is', async () => {
    const email = 'geheim@example.com';
    const { visitor } = await approved(gate, website, email);
    const { secret } = await setUpApp(gate, visitor);
    expect(codeOf(gate, secret)).toMatch(/^\d{6}$/);
    const { totp_secret } = await gate.database.kysely
      .selectFrom('login')
      .select('totp_secret')
      .where('email_canonical', '=', email)
      .executeTakeFirstOrThrow();
    const stored = await everythingStored(gate);
    expect(totp_secret).toHaveLength(20);
    expect(tablesThatHold(stored, secret)).toEqual([]);
    expect(tablesThatHold(stored, totp_secret?.toString('base64url') ?? '')).toEqual(['login']);
  });

  it('S1, S3, S4: no password, session, link, code or second step stands anywhere in the database', async () => {
    const secrets: string[] = [goodPassword, newPassword];
    for (const [index, kind] of oneUseLinks.entries()) {
      // Before it went out a link still stands in the mail.
      await kind.make(gate, website, `soort-${index}@example.com`);
    }
    const email = 'alles@example.com';
    const { visitor } = await approved(gate, website, email);
    secrets.push(visitor.cookies.get('gate') ?? '');
    const { codes } = await setUpApp(gate, visitor);
    secrets.push(...codes, ...codes.map((code) => code.replaceAll('-', '')));
    secrets.push(visitor.cookies.get('gate') ?? '');
    const other = gate.visitor(website);
    const step = await other.signIn(email, goodPassword);
    secrets.push(other.cookies.get('gate-step') ?? '');
    await other.submit(step, { recovery: codes[0] ?? '' }, { having: 'recovery' });
    secrets.push(other.cookies.get('gate') ?? '', other.cookies.get('gate-form') ?? '');

    const tokens = await sentTokens();
    // At least one of each kind, and one to the progress of each application.
    expect(tokens.length).toBeGreaterThan(2 * oneUseLinks.length);
    const stored = await everythingStored(gate);
    for (const secret of [...secrets, ...tokens]) {
      expect(tablesThatHold(stored, secret), secret).toEqual([]);
    }
    // What is looked for would be found: an address is kept as it is.
    expect(tablesThatHold(stored, email)).toContain('login');
  });
});
