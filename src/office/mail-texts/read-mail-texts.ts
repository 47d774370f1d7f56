import type { MailText } from '../../contract/websites.ts';
import { AppError } from '../../core/errors.ts';
import { type Language, type VisitorLanguage, visitorLanguages } from '../../core/language.ts';
import { offeredPlaceholders } from '../../core/mail-placeholders.ts';
import { type MailEvent, mailEvents } from '../../core/website.ts';
import { standardText } from '../../mail/texts/standard-texts.ts';
import { validateMailText } from '../../mail/validate-text.ts';
import type { OfficeDatabase, Staff } from '../context.ts';

/**
 * The texts of a website's mails for each event and language: the owner's own, or the standard one (R8). An own text
 * that can't be used says why; the standard one is sent instead (case 27).
 * @throws AppError `not_found`
 */
export async function listMailTexts(
  db: OfficeDatabase,
  staff: Staff,
  websiteId: string,
): Promise<MailText[]> {
  await requireWebsite(db, staff.companyId, websiteId);
  const own = await db
    .selectFrom('mail_text')
    .selectAll()
    .where('company_id', '=', staff.companyId)
    .where('website_id', '=', websiteId)
    .execute();
  return mailEvents.flatMap((event) =>
    visitorLanguages.map((language) => {
      const row = own.find((text) => text.event === event && text.language === language);
      return describeText(event, language, row ?? null, staff.language);
    }),
  );
}

/** One text as the contract tells of it; `own` is the owner's, where there is one. */
export function describeText(
  event: MailEvent,
  language: VisitorLanguage,
  own: { subject: string; body: string; updated_at: Date; updated_by: string } | null,
  readerLanguage: Language,
): MailText {
  const text = own ?? standardText(event, language);
  const [problem] = own === null ? [] : validateMailText(event, text, readerLanguage);
  return {
    event,
    language,
    subject: text.subject,
    body: text.body,
    custom: own !== null,
    broken: problem === undefined ? null : `${problem.line}: ${problem.reason}`,
    placeholders: offeredPlaceholders(event, language, readerLanguage).map(({ name, example }) => ({
      name,
      example,
    })),
    updatedAt: own?.updated_at.toISOString() ?? null,
    updatedBy: own?.updated_by ?? null,
  };
}

/** @throws AppError `not_found` for a website that is not the company's, or removed */
export async function requireWebsite(
  db: OfficeDatabase,
  companyId: string,
  websiteId: string,
): Promise<string> {
  const row = await db
    .selectFrom('website')
    .select('name')
    .where('company_id', '=', companyId)
    .where('id', '=', websiteId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found');
  return row.name;
}
