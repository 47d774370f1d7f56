import type { z } from 'zod';
import type { mailPreview } from '../../contract/websites.ts';
import type { VisitorLanguage, VisitorTranslated } from '../../core/language.ts';
import { type MailValue, placeholdersOf } from '../../core/mail-placeholders.ts';
import { gatePrefix } from '../../core/paths.ts';
import type { MailEvent } from '../../core/website.ts';
import { type MailLinks, renderMail } from '../../mail/render.ts';
import { validateMailText } from '../../mail/validate-text.ts';
import type { Office, Staff } from '../context.ts';
import { readSettings } from '../websites/published-settings.ts';
import { requireWebsite } from './read-mail-texts.ts';

/**
 * A text as it is being written, filled in with examples, beside what is wrong with it (case 27). While something is
 * wrong the standard text is shown, as it would be sent.
 * @throws AppError `not_found`
 */
export async function previewMailText(
  office: Office,
  staff: Staff,
  input: {
    readonly websiteId: string;
    readonly event: MailEvent;
    readonly language: VisitorLanguage;
    readonly subject: string;
    readonly body: string;
  },
): Promise<z.infer<typeof mailPreview>> {
  const { event, language, subject, body } = input;
  await requireWebsite(office.db, staff.companyId, input.websiteId);
  const settings = await readSettings(office.db, staff.companyId, input.websiteId);
  const example = (value: MailValue): string =>
    placeholdersOf(event).find((placeholder) => placeholder.value === value)?.example[language] ?? '';
  const rendered = renderMail({
    event,
    language,
    website: { ...settings, mailTexts: [{ event, language, subject, body }] },
    name: example('name'),
    email: example('email'),
    reason: event === 'deletion_refused' ? refusalExample[language] : example('reason'),
    detail: example('detail'),
    links: linksOf(event, settings.publicUrl),
  });
  return {
    subject: rendered.subject,
    text: rendered.text,
    html: rendered.html,
    problems: validateMailText(event, { subject, body }, staff.language),
  };
}

/** A reason for not deleting; the placeholder's own example is about access. */
const refusalExample: VisitorTranslated = {
  nl: 'Er staat nog een bestelling open.',
  en: 'There is still an open order.',
  de: 'Es gibt noch eine offene Bestellung.',
  no: 'Det finnes fortsatt en åpen ordre.',
};

function linksOf(event: MailEvent, publicUrl: string): MailLinks {
  const page = (name: string) => new URL(`${gatePrefix}/${name}`, publicUrl).href;
  switch (event) {
    case 'verify_email':
    case 'email_changed_new':
      return { verify: page('verify') };
    case 'approved':
      return { setPassword: page('set-password') };
    case 'reset_password':
      return { reset: page('reset-password') };
    case 'sign_in_link':
      return { signInLink: page('sign-in-link') };
    case 'pending':
      return { progress: page('progress') };
    case 'deletion_asked':
      return { signIn: page('my-page') };
    case 'deletion_refused':
      return { signIn: page('my-page/privacy') };
    default:
      return { signIn: page('sign-in') };
  }
}
