import type { Selectable } from 'kysely';
import { z } from 'zod';
import {
  type ContactImport,
  contactImport,
  type importError,
  importField,
} from '../../../contract/contacts.ts';
import { type ErrorCode, type ErrorParams, messageOf } from '../../../core/errors.ts';
import type { Language } from '../../../core/language.ts';
import type { ContactImportTable } from '../../../database/office-tables.ts';

export const mappingShape = z.array(importField.nullable());
export type Mapping = z.infer<typeof mappingShape>;
export type ImportError = z.infer<typeof importError>;
export type ImportRow = Selectable<ContactImportTable>;

/** Errors kept of one import; all are counted. */
export const MOST_ERRORS = 1000;

const failureShape = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** Why an import did not work, as it is stored: to be told in the language of whoever looks. */
export function writeFailure(code: ErrorCode, params: ErrorParams): string {
  return JSON.stringify({ code, params });
}

function readFailure(failure: string | null, language: Language): string | null {
  if (failure === null) return null;
  const { code, params } = failureShape.parse(JSON.parse(failure));
  return messageOf(code as ErrorCode, params, language); // written by writeFailure
}

/** An import as the contract has it. */
export function toContactImport(row: ImportRow, language: Language): ContactImport {
  return contactImport.parse({
    id: row.id,
    fileName: row.file_name,
    state: row.state,
    encoding: row.encoding,
    delimiter: row.delimiter,
    headers: row.headers,
    mapping: row.mapping,
    preview: row.preview,
    size: row.size,
    progress: row.progress,
    counts: row.counts,
    errors: row.errors,
    failure: readFailure(row.failure, language),
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  });
}
