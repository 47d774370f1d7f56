import type { TFunction } from 'i18next';
import type { z } from 'zod';
import type { importField } from '../../../contract/contacts.ts';
import en from '../../i18n/en/contact-import.ts';
import enWords from '../../i18n/en/words.ts';

export type ImportField = z.infer<typeof importField>;
type OwnField = keyof typeof en.fields;
type SharedField = Exclude<ImportField, OwnField>;
type Reason = keyof typeof en.reasons;

const isOwn = (field: ImportField): field is OwnField => field in en.fields;
const isShared = (field: ImportField): field is SharedField => field in enWords.fields;
const isReason = (reason: string): reason is Reason => reason in en.reasons;

/** What a field of the import is called. */
export function fieldWord(t: TFunction, field: ImportField): string {
  if (isOwn(field)) return t(`contactImport.fields.${field}`);
  return isShared(field) ? t(`words.fields.${field}`) : field;
}

/** Why a line can't be taken, in words. */
export function reasonWord(t: TFunction, reason: string): string {
  return t(`contactImport.reasons.${isReason(reason) ? reason : 'other'}`);
}
