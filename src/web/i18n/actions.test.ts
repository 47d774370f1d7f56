import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditActions } from '../../core/audit-actions.ts';
import { securityEvents } from '../../core/security-events.ts';
import { accountStatuses } from '../../core/status.ts';
import en from './en/actions.ts';
import nl from './nl/actions.ts';

const office = join(import.meta.dirname, '../../office');
const source = readdirSync(office, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(office, name), 'utf8'))
  .join('\n');

/** What stands in a template: `application.${…}` and `account.${…}`. */
const variants: Readonly<Record<string, readonly string[]>> = {
  application: ['approved', 'declined', 'imported'],
  account: accountStatuses,
  visitor: securityEvents,
};

/** The acts that the office's source names where it writes an audit event. */
function writtenActions(): Set<string> {
  const places = source.match(
    /\baction: [^\n]*|\baudit\([^;]*|\breturn [^\n]*'account\.[^\n]*|SELECT \$\{companyId\}[^\n]*/g,
  );
  const text = (places ?? []).join('\n');
  const plain = [...text.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map((match) => match[1] ?? '');
  const templates = [...source.matchAll(/`([a-z_]+)\.\$\{/g)].flatMap(([, subject = '']) =>
    (variants[subject] ?? []).map((verb) => `${subject}.${verb}`),
  );
  return new Set([...plain, ...templates]);
}

test('every act that the office writes to the audit log has its words, and there are no words without an act', () => {
  expect([...writtenActions()].sort()).toEqual([...auditActions].sort());
  expect(Object.keys(en).sort()).toEqual([...auditActions].sort());
});

test.each(Object.entries({ en, nl }))('no two acts are called the same (%s)', (_language, words) => {
  const texts = Object.values(words);
  expect(new Set(texts).size).toBe(texts.length);
});
