import { createServer } from 'node:net';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { WebsiteV1 } from '../../../src/contract/link.ts';
import { eventV1 } from '../../../src/contract/link.ts';
import { newId } from '../../../src/core/uuid.ts';
import { withTransaction } from '../../../src/database/transaction.ts';
import { readEvents } from '../../../src/gate/events/read-events.ts';
import { type MailWorker, startMailWorker } from '../../../src/mail/mail-worker.ts';
import { type MailRequest, queueMail } from '../../../src/mail/queue-mail.ts';
import { resendMail } from '../../../src/mail/resend-mail.ts';
import { createTestReplica, type TestReplica, websiteSettings } from '../../support/link.ts';
import { startSmtpServer, type TestSmtpServer } from '../../support/smtp-server.ts';

let replica: TestReplica;
let smtp: TestSmtpServer;
const workers: MailWorker[] = [];
beforeAll(async () => {
  replica = await createTestReplica();
});
afterAll(() => replica.close());
beforeEach(async () => {
  smtp = await startSmtpServer();
  await replica.gate.db.deleteFrom('mail').execute();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await smtp.close();
});

async function work(smtpUrl: string | undefined): Promise<void> {
  const { db, clock } = replica.gate;
  workers.push(
    await startMailWorker({
      db,
      clock,
      log: pino({ level: 'silent' }),
      smtpUrl,
      mailFrom: 'Gatehouse <gate@here.example>',
    }),
  );
}

async function stopWorkers(): Promise<void> {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
}

const secret = 'https://partners.example.com/_gate/set-password?token=secret';
async function queue(values: Partial<MailRequest> = {}, settings: Partial<WebsiteV1> = {}): Promise<string> {
  const id = await withTransaction({ kysely: replica.gate.db }, (trx) =>
    queueMail(trx, replica.clock, {
      website: { id: newId(), companyId: newId(), settings: websiteSettings(settings) },
      event: 'approved',
      language: 'nl',
      to: 'anna@example.com',
      name: 'Anna de Vries',
      links: { setPassword: secret },
      ...values,
    }),
  );
  for (const worker of workers) worker.wake();
  return id;
}

const row = (id: string) =>
  replica.gate.db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
async function reaches(id: string, state: string): Promise<void> {
  await vi.waitFor(async () => expect((await row(id)).state).toBe(state), { timeout: 10_000, interval: 30 });
}
/** What the office was told of a mail, checked by the contract. */
async function told(id: string) {
  const events = (await readEvents(replica.gate.db, 0, 1000)).map((event) => eventV1.parse(event));
  return events.flatMap((event) => (event.type === 'mailV1' && event.mailId === id ? [event] : []));
}

test('R7, R8: a mail goes out over SMTP, as text and HTML, from the website’s sender', async () => {
  await work(smtp.url);
  const id = await queue();
  await reaches(id, 'sent');
  const [mail] = smtp.mails;
  expect(mail?.recipients).toEqual(['anna@example.com']);
  expect(mail?.from).toBe('portaal@jansen.example');
  expect(mail?.parsed.from?.text).toBe('"Groothandel Jansen" <portaal@jansen.example>');
  expect(mail?.parsed.subject).toBe('Welkom bij Partnerportaal');
  expect(mail?.parsed.text).toContain(secret);
  expect(mail?.parsed.html).toContain(`href="${secret}"`);
  expect(mail?.parsed.headers.get('auto-submitted')).toBe('auto-generated');
  expect((await told(id)).map(({ state }) => state)).toEqual(['waiting', 'sent']);
});

test('R13: a website without a sender uses the installation’s', async () => {
  await work(smtp.url);
  await reaches(await queue({}, { senderEmail: '' }), 'sent');
  expect(smtp.mails[0]?.parsed.from?.text).toBe('"Gatehouse" <gate@here.example>');
});

test('R8, R13: the owner gets a copy of a status mail, without the link that opens the person’s account', async () => {
  await work(smtp.url);
  const settings = { copyTo: 'owner@jansen.example' };
  await reaches(await queue({}, settings), 'sent');
  const [mail, copy] = smtp.mails;
  expect([mail?.recipients, copy?.recipients]).toEqual([['anna@example.com'], ['owner@jansen.example']]);
  expect(copy?.parsed.to).toMatchObject({ text: 'anna@example.com' });
  expect(copy?.parsed.messageId).toBe(mail?.parsed.messageId);
  expect(copy?.raw.replace(/=\r\n/g, '')).not.toContain('secret');
  expect(mail?.raw).not.toContain('owner@jansen.example');
  await reaches(await queue({ event: 'reset_password', links: { reset: secret } }, settings), 'sent');
  expect(smtp.mails).toHaveLength(3);
});

test('case 24, I3: a mail server that is down is retried and visible; then the mail arrives once', async () => {
  const { port } = smtp;
  await smtp.close();
  await work(`smtp://127.0.0.1:${port}`);
  const id = await queue();
  await vi.waitFor(
    async () => expect(await row(id)).toMatchObject({ state: 'waiting', attempts: 1 }),
    10_000,
  );
  expect((await told(id)).at(-1)).toMatchObject({
    state: 'waiting',
    attempts: 1,
    error: expect.stringContaining('ECONNREFUSED'),
    nextAttemptAt: new Date(replica.clock.now().getTime() + 10_000).toISOString(),
  });
  smtp = await startSmtpServer(port);
  replica.clock.move(11_000);
  await reaches(id, 'sent');
  expect(smtp.mails).toHaveLength(1);
  expect(await row(id)).toMatchObject({ attempts: 2, error: null });
});

test('case 24, I3: a refusal for good is told as failed; sending again uses the same Message-ID', async () => {
  smtp.refuse(() => ({ code: 550, message: 'no such user' }));
  await work(smtp.url);
  const id = await queue();
  await reaches(id, 'failed');
  expect((await told(id)).at(-1)).toMatchObject({
    state: 'failed',
    error: expect.stringContaining('no such user'),
  });
  smtp.refuse(() => null);
  await resendMail(replica.gate.db, replica.clock, id);
  await reaches(id, 'sent');
  const { message_id } = await row(id);
  expect(smtp.mails.map(({ parsed }) => parsed.messageId)).toEqual([message_id]);
  expect(message_id).toBe(`<${id}@jansen.example>`);
  await expect(resendMail(replica.gate.db, replica.clock, id)).rejects.toMatchObject({
    code: 'mail_already_sent',
  });
  await expect(resendMail(replica.gate.db, replica.clock, newId())).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('case 24: a busy server is tried again; the owner’s copy alone is, where the person has the mail', async () => {
  let busy = true;
  smtp.refuse((to) => (busy && to.startsWith('owner') ? { code: 451, message: 'busy' } : null));
  await work(smtp.url);
  const id = await queue({}, { copyTo: 'owner@jansen.example' });
  await vi.waitFor(
    async () => expect(await row(id)).toMatchObject({ state: 'waiting', attempts: 1 }),
    10_000,
  );
  busy = false;
  await resendMail(replica.gate.db, replica.clock, id);
  await reaches(id, 'sent');
  expect(smtp.mails.map(({ recipients }) => recipients[0])).toEqual([
    'anna@example.com',
    'owner@jansen.example',
  ]);
});

test('I3: a worker that died while sending is taken over after its lease, with the same Message-ID', async () => {
  const id = await queue();
  const locked_until = new Date(replica.clock.now().getTime() + 300_000);
  await replica.gate.db
    .updateTable('mail')
    .set({ state: 'sending', attempts: 1, locked_until })
    .where('id', '=', id)
    .execute();
  await work(smtp.url);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(smtp.mails).toEqual([]);
  replica.clock.move(301_000);
  await reaches(id, 'sent');
  expect(smtp.mails).toHaveLength(1);
  expect(smtp.mails[0]?.parsed.messageId).toBe((await row(id)).message_id);
});

test('I3: several workers send each mail once', async () => {
  const ids = await Promise.all(Array.from({ length: 40 }, (_, n) => queue({ to: `n${n}@example.com` })));
  await Promise.all([work(smtp.url), work(smtp.url), work(smtp.url)]);
  for (const id of ids) await reaches(id, 'sent');
  expect(new Set(smtp.mails.map(({ recipients }) => recipients[0])).size).toBe(40);
  expect(smtp.mails).toHaveLength(40);
});

test('R7: without a mail server mails wait, whole and readable; they go out when there is one, and are masked then', async () => {
  await work(undefined);
  const id = await queue();
  const [news] = await told(id);
  expect(news).toMatchObject({ state: 'waiting', error: null, to: 'anna@example.com' });
  expect(news?.text).toContain(secret);
  await stopWorkers();
  await work(smtp.url);
  await reaches(id, 'sent');
  expect(smtp.mails[0]?.parsed.text).toContain(secret);
  const sent = (await told(id)).at(-1);
  expect(sent?.state).toBe('sent');
  expect(`${sent?.text}${sent?.html}`).not.toContain('secret');
  const kept = await row(id);
  expect(`${kept.text}${kept.html}${JSON.stringify(kept.secret_links)}`).not.toContain('secret');
});

test('R7: with a mail server the office is never told a link that opens an account', async () => {
  await work(smtp.url);
  await stopWorkers();
  const id = await queue();
  const [news] = await told(id);
  expect(news?.text).toContain('/_gate/set-password?…');
  expect(`${news?.text}${news?.html}`).not.toContain('secret');
});

test('case 28: a header cannot be injected through name, sender or address', async () => {
  await work(smtp.url);
  const evil = 'Anna\r\nBcc: thief@example.com\r\n\r\n<script>';
  const text = {
    event: 'approved',
    language: 'nl',
    subject: 'Hallo {{ naam }}',
    body: 'Hallo {{ naam }}',
  } as const;
  const id = await queue(
    { name: evil, to: 'anna@example.com' },
    { senderName: `Jansen"\r\nBcc: thief@example.com`, name: evil, mailTexts: [text] },
  );
  await reaches(id, 'sent');
  const [mail] = smtp.mails;
  expect(smtp.mails).toHaveLength(1);
  expect(mail?.recipients).toEqual(['anna@example.com']);
  expect(mail?.parsed.bcc).toBeUndefined();
  expect(mail?.raw.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/im);
  expect(mail?.parsed.from?.value[0]?.address).toBe('portaal@jansen.example');
  expect(mail?.parsed.html).not.toContain('<script>');
});

test('case 27: a broken stored text falls back to the standard one, and staff are told', async () => {
  await work(smtp.url);
  const text = { event: 'approved', language: 'nl', subject: 'Hoi', body: '{% if reden %}' } as const;
  const id = await queue({}, { mailTexts: [text] });
  await reaches(id, 'sent');
  expect(smtp.mails[0]?.parsed.subject).toBe('Welkom bij Partnerportaal');
  expect((await told(id)).at(-1)?.error).toContain('de standaardtekst is gebruikt');
});

test('I3: the same change never makes a second mail', async () => {
  const of = {
    accountId: newId(),
    accountRevision: 3,
    website: { id: newId(), companyId: newId(), settings: websiteSettings() },
  };
  const first = await queue(of);
  expect(await queue(of)).toBe(first);
  expect(await told(first)).toHaveLength(1);
});

test('case 24: a server that takes the connection and says nothing doesn’t stop the others', async () => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await work(`smtp://127.0.0.1:${port}`);
  const id = await queue();
  await reaches(id, 'sending');
  await vi.waitFor(async () => expect((await row(id)).state).toBe('waiting'), { timeout: 25_000 });
  expect((await row(id)).error).toMatch(/timeout|greeting/i);
  silent.close();
});
