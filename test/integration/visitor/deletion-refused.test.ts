import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountV1 } from '../../../src/contract/link.ts';
import { visitorLanguages } from '../../../src/core/language.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import type { Visitor } from '../../support/visitor.ts';

const privacy = '/_gate/my-page/privacy';
const deletion = '/_gate/my-page/delete';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

let people = 0;
/** Somebody with access who asked to be deleted from each website. */
async function asked(website: TestWebsite): Promise<{ visitor: Visitor; account: AccountV1 }> {
  people += 1;
  const person = await approved(gate, website, `gevraagd${people}@example.com`);
  await person.visitor.submit(await person.visitor.get(deletion), {}, { action: deletion });
  return person;
}
const askAgain = async (visitor: Visitor) =>
  visitor.submit(await visitor.get(deletion), {}, { action: deletion });
/** What the office publishes when staff refuse what was asked now. */
const refuse = (website: TestWebsite, account: AccountV1, reason = 'Er staat een bestelling open.') =>
  gate.account(website, {
    ...account,
    deletionRefused: {
      askedAt: gate.clock.now().toISOString(),
      at: gate.clock.now().toISOString(),
      reason,
    },
  });

describe('a request to be deleted that is refused', () => {
  it('R14: My page says of when it was, that it was not granted and why, and the ways on; it waits no more', async () => {
    const website = await gate.publish({ name: 'Webshop', senderEmail: 'klanten@jansen.example' });
    const { visitor, account } = await asked(website);
    const before = await visitor.get(privacy);
    expect(before.text).toContain('U krijgt een mail over het besluit');
    await refuse(website, account);
    for (const path of [privacy, '/_gate/my-page']) {
      const page = await visitor.get(path);
      expect(page.text).toMatch(
        /Uw verzoek van \d+ \p{L}+ \d{4} voor Webshop is niet ingewilligd: Er staat een bestelling open\./u,
      );
      expect(page.text).toContain('klacht indienen bij de privacytoezichthouder');
      expect(page.text).not.toContain('beslist erover');
      expect(page.body).toContain('href="mailto:klanten@jansen.example"');
      expect(page.body).toContain(`href="${deletion}"`);
      expect(page.body).not.toContain('Verzoek terugnemen');
    }
  });

  it('R14: asked again without JavaScript, it waits again and can be taken back', async () => {
    const website = await gate.publish();
    const { visitor, account } = await asked(website);
    await refuse(website, account);
    const again = await askAgain(visitor);
    expect(again.text).toContain('Uw verzoek is doorgegeven');
    expect(again.text).not.toContain('niet ingewilligd');
    expect(again.body).toContain('Verzoek terugnemen');
    const events = (await gate.events()).filter(
      ({ type, data }) => type === 'deletionV1' && data.accountId === account.id,
    );
    expect(events).toHaveLength(2);
    const back = await visitor.submit(again, {}, { action: privacy });
    expect(back.text).toContain('Uw verzoek is teruggenomen');
    expect(back.text).not.toContain('niet ingewilligd');
  });

  it('GATE: a reason is text, on the page and in the mail', async () => {
    const website = await gate.publish();
    const { visitor, account } = await asked(website);
    await refuse(website, account, '<script>alert(1)</script> {{ link }} {company}');
    const page = await visitor.get(privacy);
    expect(page.body).not.toContain('<script>alert');
    expect(page.body).toContain('&lt;script&gt;alert(1)&lt;/script&gt; {{ link }} {company}');
    const row = await gate.database.kysely
      .selectFrom('mail')
      .select(['html', 'text'])
      .where('to_address', '=', account.email)
      .where('event', '=', 'deletion_refused')
      .executeTakeFirstOrThrow();
    expect(row.html).not.toContain('<script>alert');
    expect(row.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; {{ link }}');
    expect(row.text).toContain('<script>alert(1)</script> {{ link }} {company}');
  });

  it('says whom to turn to where the sender reads no answers', async () => {
    const website = await gate.publish({ senderEmail: 'no-reply@jansen.example' });
    const { visitor, account } = await asked(website);
    await refuse(website, account);
    const page = await visitor.get(privacy);
    expect(page.text).toContain('Neem dan contact op met Groothandel Jansen');
    expect(page.body).not.toContain('mailto:');
  });

  it('case 37: the download holds what was asked and what was answered', async () => {
    const website = await gate.publish();
    const { visitor, account } = await asked(website);
    await refuse(website, account);
    const file = await visitor.submit(await visitor.get(privacy), {}, { action: '/_gate/my-page/download' });
    const now = gate.clock.now().toISOString();
    expect(JSON.parse(file.body).accounts).toMatchObject([
      {
        deletionAskedAt: now,
        deletionRefused: { askedAt: now, refusedAt: now, reason: 'Er staat een bestelling open.' },
      },
    ]);
  });

  it('the overview tells it for a month, the page about privacy for as long as it is the answer', async () => {
    const website = await gate.publish({ sessionHours: 24 * 90, sessionIdleMinutes: 60 * 24 * 60 });
    const { visitor, account } = await asked(website);
    await refuse(website, account);
    gate.clock.move(31 * 86_400_000);
    expect((await visitor.get('/_gate/my-page')).text).not.toContain('niet ingewilligd');
    expect((await visitor.get(privacy)).text).toContain('niet ingewilligd');
  });

  it('R18: is said in every language, on the page and in the mail', async () => {
    const website = await gate.publish();
    const { visitor, account } = await asked(website);
    await refuse(website, account);
    const words = { nl: 'niet ingewilligd', en: 'not granted', de: 'abgelehnt', no: 'ikke innvilget' };
    for (const language of visitorLanguages) {
      const { kysely } = gate.database;
      await kysely.updateTable('login').set({ language }).where('email', '=', account.email).execute();
      await gate.running.settle();
      const page = await visitor.get(privacy);
      expect(page.text).toContain(words[language]);
      expect(page.text).toContain('Er staat een bestelling open.');
      gate.clock.move(60_000);
      await askAgain(visitor);
      await refuse(website, { ...account, language });
      const mail = (await gate.mails(account.email)).at(-1);
      expect(mail).toMatchObject({ event: 'deletion_refused', language, link: privacy });
      expect(mail?.subject).toContain(words[language]);
      expect(mail?.text).toContain('Er staat een bestelling open.');
    }
  });

  it('case 13: goes along with a corrected address, and is told there', async () => {
    const website = await gate.publish();
    const { account } = await asked(website);
    await gate.account(website, { ...account, email: `nieuw-${account.email}` });
    await refuse(website, { ...account, email: `nieuw-${account.email}` });
    const told = (await gate.mails()).filter(
      ({ event, to }) => event === 'deletion_refused' && to.endsWith(account.email),
    );
    expect(told.map(({ to }) => to)).toEqual([`nieuw-${account.email}`]);
  });

  it('I5: an office that knows nothing of answers leaves the request waiting', async () => {
    const website = await gate.publish();
    const { visitor, account } = await asked(website);
    await gate.account(website, { ...account, contactName: 'Andere naam' });
    expect((await visitor.get(privacy)).body).toContain('Verzoek terugnemen');
  });
});
