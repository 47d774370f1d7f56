import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Website } from '../../../src/contract/websites.ts';
import { visitorLanguages } from '../../../src/core/language.ts';
import { mailEvents } from '../../../src/core/website.ts';
import { createAccount } from '../../../src/office/accounts/create-account.ts';
import type { Staff } from '../../../src/office/context.ts';
import { previewMailText } from '../../../src/office/mail-texts/preview-mail-text.ts';
import { listMailTexts } from '../../../src/office/mail-texts/read-mail-texts.ts';
import { resetMailText, saveMailText } from '../../../src/office/mail-texts/save-mail-text.ts';
import { readWebsite } from '../../../src/office/websites/read-websites.ts';
import { accountInput, createTestAccess, type TestAccess } from '../../support/access.ts';
import { errorOf } from '../../support/app-error.ts';

const access: TestAccess = await createTestAccess();
const { office } = access;
let staff: Staff;
let website: Website;
beforeEach(async () => {
  staff = await access.createStaff();
  website = await access.createWebsite(staff);
});
afterAll(() => access.close());

const approved = (values: { subject?: string; body?: string } = {}) => ({
  websiteId: website.id,
  event: 'approved' as const,
  language: 'nl' as const,
  subject: 'Welkom bij {{ website }}',
  body: 'Beste {{ naam }},\n\nU kunt nu naar {{ link }}.',
  ...values,
});

describe('mail texts', () => {
  it('R8: each event has a text in each language, standard until the owner writes an own one', async () => {
    const texts = await listMailTexts(office.db, staff, website.id);
    expect(texts).toHaveLength(mailEvents.length * visitorLanguages.length);
    expect(texts.every((text) => !text.custom && text.subject !== '' && text.placeholders.length > 0)).toBe(
      true,
    );
    const saved = await saveMailText(office, staff, approved());
    expect(saved).toMatchObject({ custom: true, broken: null, updatedBy: staff.actor.name });
  });

  it('R8, R6: an own text is used from the next publication on', async () => {
    await saveMailText(office, staff, approved());
    expect((await readWebsite(office.db, staff.companyId, website.id)).settingsUnpublished).toBe(true);
    const contactId = await access.createContact(staff);
    await createAccount(office, staff, { contactId, account: accountInput(website.id) });
    await access.publish(staff, website.id);
    const mail = await access.link.gate.db
      .selectFrom('mail')
      .select('subject')
      .where('website_id', '=', website.id)
      .executeTakeFirstOrThrow();
    expect(mail.subject).toBe(`Welkom bij ${website.name}`);
  });

  it('case 27: an unknown placeholder or a broken tag cannot be saved; line and reason are told', async () => {
    const unknown = await errorOf(
      saveMailText(office, staff, approved({ body: 'Beste,\n\n{{ wachtwoord }}' })),
    );
    expect(unknown).toMatchObject({ code: 'mail_text_invalid', field: 'body', params: { line: 3 } });
    expect(unknown.message).toContain('wachtwoord');
    const broken = await errorOf(saveMailText(office, staff, approved({ body: 'Beste\n{% if naam %}' })));
    expect(broken).toMatchObject({ code: 'mail_text_invalid', field: 'body' });
    const empty = await errorOf(saveMailText(office, staff, approved({ subject: ' ' })));
    expect(empty).toMatchObject({ code: 'mail_text_invalid', field: 'subject' });
    expect((await listMailTexts(office.db, staff, website.id)).some((text) => text.custom)).toBe(false);
  });

  it('case 27: a stored text that is broken says so', async () => {
    await saveMailText(office, staff, approved());
    await office.db
      .updateTable('mail_text')
      .set({ body: '{{ verdwenen }}' })
      .where('website_id', '=', website.id)
      .execute();
    const texts = await listMailTexts(office.db, staff, website.id);
    const text = texts.find((one) => one.event === 'approved' && one.language === 'nl');
    expect(text).toMatchObject({ custom: true, broken: expect.stringContaining('verdwenen') });
  });

  it('R8: back to the standard text, also by saving the standard text; both are audited', async () => {
    const [standard] = (await listMailTexts(office.db, staff, website.id)).filter(
      (text) => text.event === 'approved' && text.language === 'nl',
    );
    await saveMailText(office, staff, approved());
    expect(await resetMailText(office, staff, approved())).toMatchObject({
      custom: false,
      subject: standard?.subject,
    });
    await saveMailText(office, staff, approved());
    const { subject = '', body = '' } = standard ?? {};
    expect(await saveMailText(office, staff, approved({ subject, body }))).toMatchObject({ custom: false });
    const actions = await office.db
      .selectFrom('audit_event')
      .select('action')
      .where('subject_id', '=', website.id)
      .orderBy('id')
      .execute();
    expect(actions.map((event) => event.action)).toEqual([
      'website.created',
      'mail_text.changed',
      'mail_text.reset',
      'mail_text.changed',
      'mail_text.reset',
    ]);
  });

  it('R8: the preview shows the text filled in, and what is wrong while it is being written', async () => {
    const good = await previewMailText(office, staff, approved());
    expect(good).toMatchObject({ subject: `Welkom bij ${website.name}`, problems: [] });
    expect(good.text).toContain('Anna de Vries');
    const bad = await previewMailText(office, staff, approved({ body: 'Hallo {{ onzin }}' }));
    expect(bad.problems).toMatchObject([{ part: 'body', line: 1 }]);
  });

  it('I8: texts of another company’s website do not exist for these staff', async () => {
    const other = await access.createStaff();
    expect((await errorOf(listMailTexts(office.db, other, website.id))).code).toBe('not_found');
    expect((await errorOf(saveMailText(office, other, approved()))).code).toBe('not_found');
    expect((await errorOf(previewMailText(office, other, approved()))).code).toBe('not_found');
  });
});
