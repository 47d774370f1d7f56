import { LiquidError } from 'liquidjs';
import { fillIn, type Language, type Translated } from '../core/language.ts';

const sentences = {
  empty: {
    nl: 'Dit is leeg. Vul een tekst in, of ga terug naar de standaardtekst.',
    en: 'This is empty. Fill in a text, or go back to the standard text.',
  },
  subject_lines: {
    nl: 'Een onderwerp heeft één regel. Haal de overige regels weg.',
    en: 'A subject has one line. Remove the others.',
  },
  unknown: {
    nl: '"{name}" bestaat niet. Kies uit: {offered}.',
    en: '"{name}" does not exist. Choose from: {offered}.',
  },
  braces: {
    nl: '"{what}" hoort bij geen invulveld. Schrijf invulvelden als {{ naam }}, met twee accolades aan elke kant.',
    en: '"{what}" belongs to no placeholder. Write placeholders as {{ name }}, with two braces on each side.',
  },
  not_closed: {
    nl: '{what} is niet afgesloten.',
    en: '{what} is not closed.',
  },
  not_closed_if: {
    nl: '{what} is niet afgesloten. Zet {% endif %} waar het ophoudt.',
    en: '{what} is not closed. Put {% endif %} where it ends.',
  },
  unknown_tag: {
    nl: '{% {what} %} kan hier niet. U kunt {% if … %}, {% else %} en {% endif %} gebruiken, en elke {% if … %} heeft één {% endif %}.',
    en: '{% {what} %} cannot be used here. You can use {% if … %}, {% else %} and {% endif %}, and each {% if … %} has one {% endif %}.',
  },
  unknown_filter: {
    nl: '"| {what}" bestaat niet. Haal het weg.',
    en: '"| {what}" does not exist. Remove it.',
  },
  nothing: {
    nl: 'Tussen de accolades staat geen invulveld. Schrijf bijvoorbeeld {{ naam }}.',
    en: 'There is no placeholder between the braces. Write, for example, {{ name }}.',
  },
  unreadable: {
    nl: 'Dit kan niet worden gelezen ({what}).',
    en: 'This cannot be read ({what}).',
  },
} as const satisfies Record<string, Translated>;

/** One of our sentences about a mail text, filled in. */
export function sentence(
  key: keyof typeof sentences,
  language: Language,
  params: Readonly<Record<string, string>> = {},
): string {
  return fillIn(sentences[key][language], params);
}

/** Puts an error of the template reader into words for who wrote the text, with the line. */
export function explainTemplateError(error: unknown, language: Language): { line: number; reason: string } {
  const message = error instanceof Error ? error.message : String(error);
  const place = /,? ?line:(\d+), col:\d+/.exec(message);
  const plain =
    (error instanceof LiquidError ? message.split(/,? ?(?:file:|line:\d)/)[0] : message) ?? message;
  return { line: Number(place?.[1] ?? 1), reason: reasonOf(plain, language) };
}

function reasonOf(message: string, language: Language): string {
  const notClosed = /^(?:tag|output) "?(.*?)"? not closed$/s.exec(message)?.[1];
  if (notClosed !== undefined) {
    const what = notClosed.trim().slice(0, 60);
    return sentence(/^\{%-?\s*(?:if|unless)\b.*%\}$/s.test(what) ? 'not_closed_if' : 'not_closed', language, {
      what,
    });
  }
  const tag = /^tag "(.*?)" not found$/.exec(message)?.[1];
  if (tag !== undefined) return sentence('unknown_tag', language, { what: tag });
  const filter = /^undefined filter: (.*)$/.exec(message)?.[1];
  if (filter !== undefined) return sentence('unknown_filter', language, { what: filter });
  if (message.startsWith('invalid value expression')) return sentence('nothing', language);
  return sentence('unreadable', language, { what: message.slice(0, 120) });
}
