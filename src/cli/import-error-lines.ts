import type { ContactImport } from '../contract/contacts.ts';

/** Why a line can't be taken, by the key that the check gives. */
const reasons: Readonly<Record<string, string>> = {
  required: 'the name is missing',
  email: 'this is not an e-mail address',
  excel_number: 'Excel has thrown away digits of this number; set the column to text and save again',
  country: 'this is not a country',
  yes_no: 'this is neither yes nor no',
  status: 'this is neither active nor inactive',
  too_long: 'this is too long',
  control_characters: 'this holds characters that cannot be used',
  duplicate_number: 'this number occurs more than once in the file',
  duplicate_contact: 'this contact occurs more than once in the file; give each a number',
  too_few_cells: 'the line has fewer cells than the header',
  too_many_cells: 'the line has more cells than the header',
  quote: 'a quotation mark is not closed',
  language: 'this is not a language',
};

/** The errors of an import, one a line, and how many more there are; empty without any. */
export function importErrorLines(file: string, done: ContactImport): string {
  const lines = done.errors.map(({ line, field, value, reason }) => {
    const where = [field, value === '' ? null : `"${value}"`].filter((part) => part !== null).join(' ');
    return `${file}, line ${line}${where === '' ? '' : `, ${where}`}: ${reasons[reason] ?? reason}.`;
  });
  const told = new Set(done.errors.map((error) => error.line)).size;
  if (done.counts.errors > told) lines.push(`And ${done.counts.errors - told} more lines.`);
  return lines.map((line) => `${line}\n`).join('');
}
