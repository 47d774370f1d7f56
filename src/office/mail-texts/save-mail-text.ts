import type { MailText } from '../../contract/websites.ts';
import { AppError } from '../../core/errors.ts';
import type { VisitorLanguage } from '../../core/language.ts';
import type { MailEvent } from '../../core/website.ts';
import { withTransaction } from '../../database/transaction.ts';
import { standardText } from '../../mail/texts/standard-texts.ts';
import { validateMailText } from '../../mail/validate-text.ts';
import { lockWebsite } from '../accounts/lock-website.ts';
import { changedValues, recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Office, OfficeTransaction, Staff } from '../context.ts';
import { requireLicence } from '../licences/require-licence.ts';
import { touchWebsiteSettings } from '../websites/touch-settings.ts';
import { describeText } from './read-mail-texts.ts';

export interface TextKey {
  readonly websiteId: string;
  readonly event: MailEvent;
  readonly language: VisitorLanguage;
}

/**
 * Saves the owner's own text (R8); it goes to the gate with the next publication. The standard text saved unchanged
 * stays the standard text.
 * @throws AppError `mail_text_invalid` with line and reason (case 27), `not_found`, `licence_missing`
 */
export async function saveMailText(
  office: Office,
  staff: Staff,
  input: TextKey & { readonly subject: string; readonly body: string },
): Promise<MailText> {
  const { event, language } = input;
  const text = { subject: input.subject.trim(), body: input.body.replace(/\r\n?/g, '\n') };
  const [problem] = validateMailText(event, text, staff.language);
  if (problem !== undefined) {
    const { line, reason, part } = problem;
    throw new AppError('mail_text_invalid', { line, reason: withoutStop(reason) }, { field: part });
  }
  const standard = standardText(event, language);
  if (text.subject === standard.subject && text.body === standard.body)
    return resetMailText(office, staff, input);
  return change(office, staff, input, async (trx) => {
    await trx
      .insertInto('mail_text')
      .values({
        company_id: staff.companyId,
        website_id: input.websiteId,
        event,
        language,
        ...text,
        updated_at: office.clock.now(),
        updated_by: staff.actor.name,
      })
      .onConflict((conflict) =>
        conflict.columns(['company_id', 'website_id', 'event', 'language']).doUpdateSet((eb) => ({
          subject: eb.ref('excluded.subject'),
          body: eb.ref('excluded.body'),
          updated_at: eb.ref('excluded.updated_at'),
          updated_by: eb.ref('excluded.updated_by'),
        })),
      )
      .execute();
  });
}

/**
 * Back to the standard text.
 * @throws AppError `not_found`, `licence_missing`
 */
export async function resetMailText(office: Office, staff: Staff, input: TextKey): Promise<MailText> {
  return change(office, staff, input, async (trx) => {
    await trx
      .deleteFrom('mail_text')
      .where('company_id', '=', staff.companyId)
      .where('website_id', '=', input.websiteId)
      .where('event', '=', input.event)
      .where('language', '=', input.language)
      .execute();
  });
}

async function change(
  office: Office,
  staff: Staff,
  key: TextKey,
  write: (trx: OfficeTransaction) => Promise<void>,
): Promise<MailText> {
  const { companyId } = staff;
  return withTransaction({ kysely: office.db }, async (trx) => {
    await requireLicence(trx, companyId, office.clock);
    const website = await lockWebsite(trx, companyId, key.websiteId);
    const before = await read(trx, staff, key);
    await write(trx);
    const after = await read(trx, staff, key);
    const changed = changedValues(
      { subject: before.subject, body: before.body, custom: before.custom },
      { subject: after.subject, body: after.body, custom: after.custom },
    );
    if (changed === null) return after;
    await recordAuditEvent(trx, {
      companyId,
      actor: staff.actor,
      action: after.custom ? 'mail_text.changed' : 'mail_text.reset',
      subject: { kind: 'website', id: website.id, name: `${website.name} · ${key.event} (${key.language})` },
      ...changed,
    });
    await touchWebsiteSettings(trx, companyId, website.id);
    return after;
  });
}

async function read(trx: OfficeTransaction, staff: Staff, key: TextKey): Promise<MailText> {
  const row = await trx
    .selectFrom('mail_text')
    .selectAll()
    .where('company_id', '=', staff.companyId)
    .where('website_id', '=', key.websiteId)
    .where('event', '=', key.event)
    .where('language', '=', key.language)
    .executeTakeFirst();
  return describeText(key.event, key.language, row ?? null, staff.language);
}

/** The reason is put inside a sentence. */
function withoutStop(reason: string): string {
  return reason.replace(/\.$/, '');
}
