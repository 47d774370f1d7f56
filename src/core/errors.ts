import { type CatalogueEntry, catalogue, type ErrorCode, type ErrorParams } from './error-catalogue.ts';
import { fillIn, type VisitorLanguage } from './language.ts';

export type { ErrorCode, ErrorParams } from './error-catalogue.ts';

/**
 * An expected refusal: something a person can do something about. It carries a stable `code`; status, message
 * and translation come from the catalogue. Callers branch on `code`, never on the message.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  /** Which input field is at fault, as the contract names it (`email`, `mapping.3`), where one is. */
  readonly field: string | undefined;

  constructor(code: ErrorCode, params: ErrorParams = {}, options: { cause?: unknown; field?: string } = {}) {
    super(messageOf(code, params, 'en'), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.params = params;
    this.field = options.field;
  }

  /** HTTP status that fits this error. */
  get status(): number {
    return catalogue[this.code].status;
  }

  /** The message in a person's language: what happened and what to do. */
  in(language: VisitorLanguage): string {
    return messageOf(this.code, this.params, language);
  }
}

/** The catalogue's message for a code, in English where it has none in the language; `{name}` is replaced. */
export function messageOf(code: ErrorCode, params: ErrorParams, language: VisitorLanguage): string {
  const entry: CatalogueEntry = catalogue[code];
  return fillIn(entry[language] ?? entry.en, params);
}
