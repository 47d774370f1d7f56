import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { describeConfig } from '../src/config.ts';
import { apiPrefix } from '../src/contract/common.ts';
import { officeApi } from '../src/contract/office-api.ts';
import { catalogue } from '../src/core/error-catalogue.ts';
import { passwordRulesScript } from './password-rules-script.ts';
import { cases, gateRules, invariants, rows } from './requirements.ts';

const notice = '<!-- Written by `npm run docs`; a test compares it. -->';

/** Each generated document: its path below `root`, and its text. */
export async function generatedDocuments(root: string): Promise<Map<string, string>> {
  return new Map([
    ['docs/configuration.md', configuration()],
    ['docs/errors.md', errors()],
    ['docs/coverage.md', coverage(root)],
    ['docs/openapi.json', await openApi()],
    ['docs/assertion.md', withExamples(root, 'docs/assertion.md')],
    ['src/gate/pages/assets/password-rules.js', await passwordRulesScript(root)],
  ]);
}

const languagesOfCode: Readonly<Record<string, string>> = { js: 'js', php: 'php', py: 'python' };

/** A document with the files of `examples/` that it names in comments, as they are: the tests run those very files. */
function withExamples(root: string, document: string): string {
  return readFileSync(join(root, document), 'utf8').replace(
    /<!-- (examples\/\S+\.(\w+)) -->\n(?:```\w+\n.*?\n```\n)?/gs,
    (_, file: string, extension: string) => {
      const code = readFileSync(join(root, file), 'utf8');
      return `<!-- ${file} -->\n\`\`\`${languagesOfCode[extension] ?? ''}\n${code}\`\`\`\n`;
    },
  );
}

function configuration(): string {
  const lines = describeConfig().map(
    ({ name, fallback, about }) =>
      `| \`${name}\` | ${fallback === '' ? '–' : `\`${fallback}\``} | ${about} |`,
  );
  return `# Configuration

${notice}

Gatehouse needs no settings to run. Each of these is an environment variable; an empty one counts as not set.
A setting that is not right stops the start with a message that names it.

| variable | default | meaning |
|---|---|---|
${lines.join('\n')}
`;
}

function errors(): string {
  const lines = Object.entries(catalogue)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([code, { status, en, nl }]) => `| \`${code}\` | ${status} | ${en} | ${nl} |`);
  return `# Errors

${notice}

Each expected refusal has a stable code. Programs branch on the code; people read the message.

| code | status | English | Dutch |
|---|---|---|---|
${lines.join('\n')}
`;
}

/** A test that names what it proves. */
export interface ProvingTest {
  readonly file: string;
  readonly title: string;
  readonly proves: readonly string[];
}

/** Where tests must be for rules of the gate (S1, P1, W1) that they name to count as proven. */
const securityTests = 'test/security/';

/**
 * The tests, single or in groups, whose titles name rows (R1), invariants (I1), cases (case 1, cases 1–3) or, among the
 * security tests, rules of the gate (S1, P1, W1).
 */
export function provingTests(root: string): ProvingTest[] {
  // The tests of the web servers share the files beside them.
  const shared = 'test/integration/proxies/*.ts';
  const files = globSync(['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts', 'scripts/**/*.test.ts', shared], {
    cwd: root,
  }).sort();
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const titles = [
      ...text.matchAll(
        /\b(?:test|it|describe)(?:\.each\([\s\S]*?\))?\(\s*(['"`])((?:\\.|(?!\1)[\s\S])*?)\1/g,
      ),
    ];
    return titles
      .map((match) => (match[2] ?? '').replace(/\\(.)/g, '$1').replace(/\s+/g, ' '))
      .map((title) => ({ file, title, proves: provenBy(file, title) }))
      .filter((proving) => proving.proves.length > 0);
  });
}

/** What a test in a file proves by its title: rules of the gate only among the security tests. */
export function provenBy(file: string, title: string): string[] {
  const isSecurity = file.replaceAll('\\', '/').startsWith(securityTests);
  return namedIn(title).filter((name) => isSecurity || !/^[SPW]/.test(name));
}

/** What a title names: `R5`, `I3`, `S4`, `case 24`. */
export function namedIn(title: string): string[] {
  const found = new Set<string>();
  for (const match of title.matchAll(/\b([RISPW])(\d{1,2})(?:[–-]\1?(\d{1,2}))?\b/g)) {
    for (const number of range(match[2], match[3])) found.add(`${match[1]}${number}`);
  }
  for (const match of title.matchAll(/\bcases? (\d{1,2}(?:(?:–|-|, | and )\d{1,2})*)/gi)) {
    for (const part of (match[1] ?? '').split(/, | and /)) {
      const [first, last] = part.split(/[–-]/);
      for (const number of range(first, last)) found.add(`case ${number}`);
    }
  }
  return [...found];
}

function range(first: string | undefined, last: string | undefined): number[] {
  const from = Number(first);
  const to = last === undefined ? from : Number(last);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

function coverage(root: string): string {
  const tests = provingTests(root);
  const section = (title: string, entries: Readonly<Record<string, string>>) =>
    [
      `## ${title}`,
      '',
      ...Object.entries(entries).flatMap(([name, meaning]) => entry(name, meaning, tests)),
    ].join('\n');
  return `# Which test proves what

${notice}

The rows of what the product does (R), what must always hold (I), what the gate holds itself to (S: sign-in and sessions,
P: deciding on a path, W: what comparable gates got wrong; only tests in \`test/security/\` count), and the cases that such
systems commonly get wrong, each with the tests whose titles name it.

${section('What it does', rows)}
${section('What must always hold', invariants)}
${section('What the gate holds itself to', gateRules)}
${section('Cases', cases)}`;
}

function entry(name: string, meaning: string, tests: readonly ProvingTest[]): string[] {
  const proving = tests.filter((test) => test.proves.includes(name));
  const lines = proving.map((test) => `- ${test.title.replace(/[<>|]/g, '')} · \`${test.file}\``);
  return [`### ${name}: ${meaning}`, '', ...(lines.length > 0 ? lines : ['- no test yet']), ''];
}

async function openApi(): Promise<string> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(officeApi, {
    info: { title: 'Gatehouse office API', version: '1' },
    servers: [{ url: apiPrefix }],
  });
  return `${JSON.stringify(document, null, 2)}\n`;
}
