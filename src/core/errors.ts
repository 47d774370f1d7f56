import { catalogue, type ErrorCode, type ErrorParams } from './error-catalogue.ts';
import { fillIn, type Language } from './language.ts';

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
  in(language: Language): string {
    return messageOf(this.code, this.params, language);
  }
}

/** The catalogue's message for a code, with `{name}` replaced by its parameter. */
export function messageOf(code: ErrorCode, params: ErrorParams, language: Language): string {
  return fillIn(catalogue[code][language], params);
}
