/**
 * Rows as a CSV file (RFC 4180) that spreadsheets open as it is: with a byte order mark, so that letters with accents
 * stay right, and with no cell that could run as a formula (case 39).
 */
export function toCsv(rows: readonly (readonly string[])[], delimiter: ',' | ';'): string {
  const lines = rows.map((row) => row.map((cell) => csvCell(cell, delimiter)).join(delimiter));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** A cell: harmless, and in quotes where it must be. */
export function csvCell(value: string, delimiter: ',' | ';'): string {
  const harmless = harmlessCell(value);
  if (!/["\r\n]/.test(harmless) && !harmless.includes(delimiter)) return harmless;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/**
 * A spreadsheet takes what begins with one of these for a formula, also after spaces (OWASP, CSV injection); an
 * apostrophe before it makes it a text.
 */
function harmlessCell(value: string): string {
  return /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : value;
}
