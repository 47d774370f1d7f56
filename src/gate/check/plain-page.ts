import type { AppError } from '../../core/errors.ts';
import type { VisitorLanguage, VisitorTranslated } from '../../core/language.ts';
import { gatePrefix } from '../../core/paths.ts';

const headings: Readonly<Record<number, VisitorTranslated>> = {
  403: { nl: 'Geen toegang', en: 'No access', de: 'Kein Zugang', no: 'Ingen tilgang' },
  404: { nl: 'Niet gevonden', en: 'Not found', de: 'Nicht gefunden', no: 'Ikke funnet' },
  502: {
    nl: 'Even niet bereikbaar',
    en: 'Out of reach for a moment',
    de: 'Gerade nicht erreichbar',
    no: 'Utilgjengelig akkurat nå',
  },
  503: { nl: 'Even geduld', en: 'One moment', de: 'Einen Moment', no: 'Et øyeblikk' },
  504: {
    nl: 'Dit duurt te lang',
    en: 'This takes too long',
    de: 'Das dauert zu lange',
    no: 'Dette tar for lang tid',
  },
};
const otherHeading: VisitorTranslated = {
  nl: 'Dit ging niet',
  en: 'This did not work',
  de: 'Das ging nicht',
  no: 'Dette gikk ikke',
};
const myPage: VisitorTranslated = {
  nl: 'Naar Mijn pagina',
  en: 'To My page',
  de: 'Zu Meine Seite',
  no: 'Til Min side',
};

/** A whole page about an error, without style sheet, script or image, so that it can always be sent. */
export function plainPage(error: AppError, language: VisitorLanguage): string {
  const heading = (headings[error.status] ?? otherHeading)[language];
  const link = error.status === 403 ? `<p><a href="${gatePrefix}/my-page">${myPage[language]}</a></p>` : '';
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${heading}</title></head>
<body><main><h1>${heading}</h1><p>${escapeHtml(error.in(language))}</p>${link}</main></body></html>
`;
}

/** Text as it may stand in HTML, also within quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"'`]/g,
    (char) => `&#${char.codePointAt(0)};`, // numbers do for all of them
  );
}
