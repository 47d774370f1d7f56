import type { VisitorLanguage, VisitorTranslated } from '../core/language.ts';
import type { MailEvent } from '../core/website.ts';

/** What the HTML version of a mail is made from. */
export interface HtmlParts {
  readonly text: string;
  readonly subject: string;
  readonly language: VisitorLanguage;
  readonly event: MailEvent;
  readonly website: string;
  readonly company: string;
  readonly firstTime: boolean;
  /** The address behind the button, empty where there is none. */
  readonly link: string;
  /** Addresses that the text's author wrote; only these and the link can be clicked. */
  readonly ownUrls: readonly string[];
}

const buttons: Readonly<Partial<Record<MailEvent, VisitorTranslated>>> = (() => {
  const confirm = {
    nl: 'E-mailadres bevestigen',
    en: 'Confirm e-mail address',
    de: 'E-Mail-Adresse bestätigen',
    no: 'Bekreft e-postadressen',
  };
  const myPage = {
    nl: 'Naar Mijn pagina',
    en: 'To My page',
    de: 'Zu „Meine Seite“',
    no: 'Til Min side',
  };
  return {
    verify_email: confirm,
    email_changed_new: confirm,
    reset_password: {
      nl: 'Nieuw wachtwoord kiezen',
      en: 'Choose a new password',
      de: 'Neues Passwort wählen',
      no: 'Velg nytt passord',
    },
    sign_in_link: { nl: 'Inloggen', en: 'Sign in', de: 'Anmelden', no: 'Logg inn' },
    deletion_asked: myPage,
    deletion_refused: myPage,
    pending: {
      nl: 'Uw aanvraag volgen',
      en: 'Follow your request',
      de: 'Ihre Anfrage verfolgen',
      no: 'Følg søknaden',
    },
  };
})();
const firstTimeButton: VisitorTranslated = {
  nl: 'Wachtwoord kiezen',
  en: 'Choose a password',
  de: 'Passwort wählen',
  no: 'Velg passord',
};
const plainButton: VisitorTranslated = {
  nl: 'Naar de website',
  en: 'To the website',
  de: 'Zur Website',
  no: 'Til nettstedet',
};
const underButton: VisitorTranslated = {
  nl: 'Werkt de knop niet? Kopieer dan dit adres naar uw browser:',
  en: 'Does the button not work? Copy this address to your browser:',
  de: 'Funktioniert die Schaltfläche nicht? Kopieren Sie diese Adresse in Ihren Browser:',
  no: 'Virker ikke knappen? Kopier denne adressen til nettleseren din:',
};

/** Text for use in HTML content and in double-quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/**
 * The HTML version of a mail, made from its plain text: paragraphs, the link on a line of its own as a button,
 * everything escaped. Addresses in what visitors or staff typed (a name, a reason) are not made into links.
 */
export function htmlOf(parts: HtmlParts): string {
  const paragraphs = parts.text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => paragraphHtml(paragraph, parts))
    .join('\n');
  return `<!doctype html>
<html lang="${parts.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(parts.subject)}</title></head>
<body style="margin:0;padding:24px 12px;background:#f4f5f7;font-family:'Segoe UI',Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1f2933">
<div style="max-width:560px;margin:0 auto;padding:32px;background:#ffffff;color:#1f2933;border:1px solid #e4e7eb;border-radius:8px">
<p style="margin:0 0 24px;font-size:14px;font-weight:600;color:#52606d">${escapeHtml(parts.website)}</p>
${paragraphs}
</div>
<p style="max-width:560px;margin:16px auto 0;text-align:center;font-size:13px;color:#616e7c">${escapeHtml(parts.company)}</p>
</body>
</html>
`;
}

function paragraphHtml(paragraph: string, parts: HtmlParts): string {
  if (parts.link !== '' && paragraph.trim() === parts.link) return buttonHtml(parts);
  return `<p style="margin:0 0 16px">${withLinks(paragraph, parts).replaceAll('\n', '<br>\n')}</p>`;
}

function buttonHtml(parts: HtmlParts): string {
  const href = escapeHtml(parts.link);
  const label = parts.firstTime
    ? firstTimeButton[parts.language]
    : (buttons[parts.event] ?? plainButton)[parts.language];
  return `<p style="margin:24px 0"><a href="${href}" style="display:inline-block;padding:12px 24px;background:#0f6b5c;color:#ffffff;text-decoration:none;border-radius:6px;font-weight:600">${label}</a></p>
<p style="margin:0 0 16px;font-size:13px;color:#616e7c">${underButton[parts.language]}<br><a href="${href}" style="color:#616e7c;word-break:break-all">${href}</a></p>`;
}

/** Escapes a paragraph and makes the known addresses in it into links. */
function withLinks(text: string, { link, ownUrls }: HtmlParts): string {
  const known = [link, ...ownUrls].filter((url) => url !== '').sort((a, b) => b.length - a.length);
  if (known.length === 0) return escapeHtml(text);
  const pattern = new RegExp(known.map((url) => url.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'g');
  let html = '';
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const href = escapeHtml(match[0]);
    html += `${escapeHtml(text.slice(end, match.index))}<a href="${href}">${href}</a>`;
    end = match.index + match[0].length;
  }
  return html + escapeHtml(text.slice(end));
}
