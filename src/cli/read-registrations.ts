import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { MatchTruth } from '../core/matching/figures.ts';
import type { MatchRegistration } from '../core/matching/types.ts';
import { InputError, readingProblem } from './input-error.ts';

/** One application of a file, with what is known about it. */
export interface RegistrationLine {
  readonly line: number;
  readonly registration: MatchRegistration;
  readonly truth: MatchTruth | null;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads applications, one JSON object a line, `{"registration": {…}, "truth": {…}}` or only what the visitor
 * typed. Throws `InputError` with file, line and what to do.
 */
export async function* readRegistrations(file: string): AsyncGenerator<RegistrationLine> {
  const input = createReadStream(file, 'utf8');
  let line = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      line++;
      const json = text.replace(/^\ufeff/, '').trim();
      if (json === '') continue;
      const row = parseRow(file, line, json);
      const registration = isObject(row.registration) ? row.registration : row;
      yield {
        line,
        registration: toRegistration(registration),
        truth: isObject(row.truth) ? toTruth(row.truth) : null,
      };
    }
  } catch (error) {
    readingProblem(file, error);
  }
}

function parseRow(file: string, line: number, json: string): Json {
  try {
    const row: unknown = JSON.parse(json);
    if (isObject(row)) return row;
  } catch {
    // told below
  }
  throw new InputError(
    `${file}, line ${line}: this is no JSON object. Give one application a line, as {"registration": {…}}.`,
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function toRegistration(json: Json): MatchRegistration {
  return {
    companyName: text(json.companyName),
    registrationNo: text(json.registrationNo),
    vatNo: text(json.vatNo),
    firstName: text(json.firstName),
    lastName: text(json.lastName),
    email: text(json.email),
    phone: text(json.phone),
    street: text(json.street),
    postcode: text(json.postcode),
    town: text(json.town),
    country: text(json.country),
    language: text(json.language),
  };
}

function toTruth(json: Json): MatchTruth {
  return {
    contact: text(json.contact) || null,
    mayLink: json.may_link === true,
    proof: text(json.proof) || null,
    kind: text(json.kind),
  };
}
