import {
  chooseVisitorLanguage,
  isLanguage,
  isVisitorLanguage,
  type VisitorLanguage,
  type VisitorTranslated,
} from '../core/language.ts';
import { namedValues } from '../core/mail-placeholders.ts';
import type { MailEvent } from '../core/website.ts';
import { htmlOf } from './html.ts';
import { parseTemplate, renderTemplate } from './template.ts';
import { standardText } from './texts/standard-texts.ts';
import type { MailText } from './texts/text.ts';
import { validateMailText } from './validate-text.ts';

/** What a mail needs to know of the website it is about; the link's WebsiteV1 fits. */
export interface MailSettings {
  readonly companyName: string;
  readonly name: string;
  readonly publicUrl: string;
  readonly language: string;
  readonly senderName: string;
  readonly senderEmail: string;
  readonly copyTo: string;
  /** The owner's own texts. */
  readonly mailTexts: readonly {
    readonly event: MailEvent;
    readonly language: string;
    readonly subject: string;
    readonly body: string;
  }[];
}

/** Links of a mail; the first that is there, in this order, is the text's `link`. */
export interface MailLinks {
  readonly verify?: string;
  readonly setPassword?: string;
  readonly reset?: string;
  readonly signInLink?: string;
  readonly progress?: string;
  readonly signIn?: string;
}

export interface MailContent {
  readonly event: MailEvent;
  /** Language of the person; empty or unknown: the website's. */
  readonly language: string;
  readonly website: MailSettings;
  readonly name: string;
  /** Address that the person signs in with. */
  readonly email: string;
  readonly reason?: string;
  /** What was changed, for `sign_in_changed`, in the language of the mail. */
  readonly detail?: string;
  readonly links: MailLinks;
}

export interface RenderedMail {
  readonly language: VisitorLanguage;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Why the owner's text could not be used and the standard one was taken (case 27); null where all is well. */
  readonly broken: string | null;
}

/** Mails that are of no use without their link: it is put under a text that leaves it out (case 26). */
const needsLink: readonly MailEvent[] = [
  'verify_email',
  'approved',
  'reset_password',
  'email_changed_new',
  'sign_in_link',
];
const unknownName: VisitorTranslated = {
  nl: 'klant',
  en: 'customer',
  de: 'liebe Kundin, lieber Kunde',
  no: 'kunde',
};

/**
 * A mail as it will be sent: the owner's text for event and language, else the standard text; a text that is
 * broken gives way to the standard one and says so. Never throws for what an owner or a visitor typed.
 */
export function renderMail(content: MailContent): RenderedMail {
  const language = mailLanguage(content.language, content.website.language);
  const own = content.website.mailTexts.find(
    (text) => text.event === content.event && text.language === language,
  );
  if (own !== undefined) {
    const problem = problemOf(content.event, own, language);
    if (problem !== null) return standard(content, language, problem);
    try {
      return { ...fill(content, own, language), broken: null };
    } catch (error) {
      return standard(content, language, error instanceof Error ? error.message : String(error));
    }
  }
  return standard(content, language, null);
}

const knownProblems = new Map<string, string | null>();

/** What is wrong with a text, in one line, or null; remembered, as one text makes thousands of mails. */
function problemOf(event: MailEvent, text: MailText, language: VisitorLanguage): string | null {
  const key = JSON.stringify([event, language, text.subject, text.body]);
  const known = knownProblems.get(key);
  if (known !== undefined) return known;
  const [first] = validateMailText(event, text, isLanguage(language) ? language : 'en');
  const problem = first === undefined ? null : `${first.part}, ${first.line}: ${first.reason}`;
  if (knownProblems.size > 500) knownProblems.clear();
  knownProblems.set(key, problem);
  return problem;
}

/** The language of a mail: the person's, where we speak it, else the website's (case 25). */
export function mailLanguage(person: string, website: string): VisitorLanguage {
  return chooseVisitorLanguage([person], undefined, isVisitorLanguage(website) ? website : 'nl');
}

function standard(content: MailContent, language: VisitorLanguage, broken: string | null): RenderedMail {
  return { ...fill(content, standardText(content.event, language), language), broken };
}

function fill(
  content: MailContent,
  source: MailText,
  language: VisitorLanguage,
): Omit<RenderedMail, 'broken'> {
  const { links, website } = content;
  const link =
    links.verify ??
    links.setPassword ??
    links.reset ??
    links.signInLink ??
    links.progress ??
    links.signIn ??
    website.publicUrl;
  const firstTime = links.setPassword !== undefined && links.verify === undefined;
  const values = namedValues({
    name: personName(content.name) || unknownName[language],
    email: oneLine(content.email),
    website: oneLine(website.name),
    company: oneLine(website.companyName),
    reason: (content.reason ?? '').trim(),
    detail: oneLine(content.detail ?? ''),
    link,
    firstTime,
  });
  const subject = oneLine(renderTemplate(parsed(source.subject), values)).slice(0, 250);
  const filled = tidy(renderTemplate(parsed(source.body), values));
  const text = needsLink.includes(content.event) && !filled.includes(link) ? `${filled}\n${link}\n` : filled;
  const html = htmlOf({
    text,
    subject,
    language,
    event: content.event,
    website: oneLine(website.name),
    company: oneLine(website.companyName),
    firstTime,
    link,
    ownUrls: source.body.match(/https?:\/\/[^\s<>"'{}]*[^\s<>"'{}.,;:!?)]/g) ?? [],
  });
  return { language, subject, text, html };
}

const parsedTexts = new Map<string, ReturnType<typeof parseTemplate>>();

/** Texts are few and used often; the latest are kept as they were read. */
function parsed(source: string): ReturnType<typeof parseTemplate> {
  const known = parsedTexts.get(source);
  if (known !== undefined) return known;
  const template = parseTemplate(source);
  if (parsedTexts.size > 500) parsedTexts.clear();
  parsedTexts.set(source, template);
  return template;
}

/** One line without control characters: no value can begin a header or a line of its own (case 28). */
export function oneLine(value: string): string {
  return value
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A person's name; one with a web address in it is no name but an advertisement, and is left out. */
function personName(name: string): string {
  const line = oneLine(name).slice(0, 120);
  return /:\/\/|www\.|\.\w{2,}\/|@/i.test(line) ? '' : line;
}

/** Line ends as LF, and no more than one empty line where a condition left nothing. */
function tidy(text: string): string {
  return `${text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
