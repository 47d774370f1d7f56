import type { Language } from '../core/language.ts';
import { placeholdersOf } from '../core/mail-placeholders.ts';
import type { MailEvent } from '../core/website.ts';
import { explainTemplateError, sentence } from './problem-sentences.ts';
import { parseTemplate, usedVariables } from './template.ts';
import type { MailText } from './texts/text.ts';

/** What is wrong with a text, where (line from 1), and in words for who wrote it. */
export interface MailTextProblem {
  readonly part: 'subject' | 'body';
  readonly line: number;
  readonly reason: string;
}

/**
 * Looks a mail text over before it is saved (case 27): broken tags, unknown placeholders and filters, braces that
 * were left over, an empty subject or body. No problems: it can be sent.
 */
export function validateMailText(
  event: MailEvent,
  text: MailText,
  language: Language = 'en',
): MailTextProblem[] {
  return [
    ...problemsOf('subject', event, text.subject, language),
    ...problemsOf('body', event, text.body, language),
  ];
}

function problemsOf(
  part: MailTextProblem['part'],
  event: MailEvent,
  source: string,
  language: Language,
): MailTextProblem[] {
  if (source.trim() === '') return [{ part, line: 1, reason: sentence('empty', language) }];
  if (part === 'subject' && /[\r\n]/.test(source))
    return [{ part, line: 2, reason: sentence('subject_lines', language) }];
  try {
    const unknown = unknownVariables(event, source, language);
    return [...unknown, ...strayBraces(source, language)].map((problem) => ({ part, ...problem }));
  } catch (error) {
    return [{ part, ...explainTemplateError(error, language) }];
  }
}

function unknownVariables(event: MailEvent, source: string, language: Language) {
  const allowed = placeholdersOf(event).flatMap(({ names }) => Object.values(names));
  const offered = [...new Set(placeholdersOf(event).map(({ names }) => names[language]))].join(', ');
  return usedVariables(parseTemplate(source))
    .filter(({ name }) => !allowed.includes(name))
    .map(({ name, line }) => ({ line, reason: sentence('unknown', language, { name, offered }) }));
}

/** Braces that belong to no placeholder, such as `{ naam }}`: they would be sent as they stand. */
function strayBraces(source: string, language: Language): { line: number; reason: string }[] {
  const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
  return source
    .replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, blank)
    .split('\n')
    .flatMap((line, index) => {
      const stray = /\{\{|\}\}|\{%|%\}|\{\s*[\w-]+\s*\}/.exec(line)?.[0];
      return stray === undefined
        ? []
        : [{ line: index + 1, reason: sentence('braces', language, { what: stray }) }];
    });
}
