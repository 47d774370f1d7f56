/**
 * `npm test`: gets what the tests need, runs every check, and ends with `N passed, N failed`.
 * Format and lint count as one test, so does the type check.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Tool {
  readonly name: string;
  readonly isThere: () => boolean;
  /** What `apt-get` installs it from; null for what can't be installed. */
  readonly debianPackage: string | null;
  /** How to get it, for whoever runs the tests. */
  readonly advice: string;
  /** Tests that need it carry this in their file name. */
  readonly mark: string;
}

const tools: readonly Tool[] = [
  {
    name: 'Chromium',
    isThere: () => existsSync('/usr/bin/chromium'),
    debianPackage: 'chromium',
    advice: 'Install the package chromium',
    mark: 'browser',
  },
  {
    name: 'nginx',
    isThere: () => existsSync('/usr/sbin/nginx') || existsSync('/usr/bin/nginx'),
    debianPackage: 'nginx-light',
    advice: 'Install the package nginx-light',
    mark: 'nginx',
  },
  {
    name: 'the rights of root',
    isThere: () => process.getuid?.() === 0,
    debianPackage: null,
    advice: 'Run the tests as root',
    mark: 'root',
  },
];

const isCi = process.env.CI === 'true';
const root = join(import.meta.dirname, '..');
const totals = { passed: 0, failed: 0, leftOut: 0 };

const missing = installMissing(tools.filter((tool) => !tool.isThere()));
const leftOut = missing.flatMap((tool) => filesOf(tool).map((file) => ({ tool, file })));
for (const { tool, file } of leftOut) {
  console.log(`LEFT OUT ${file}: needs ${tool.name}. ${tool.advice} and run again.`);
}

check('format and lint', 'biome', ['check', '--error-on-warnings', '.']);
check('types of the server', 'tsc', ['--noEmit', '-p', 'tsconfig.json']);
check('types of the web application', 'tsc', ['--noEmit', '-p', 'src/web/tsconfig.json']);
for (const project of ['unit', 'integration', 'e2e']) {
  vitest(
    project,
    leftOut.map((entry) => entry.file),
  );
}

totals.leftOut += leftOut.length;
if (isCi) totals.failed += totals.leftOut;
else if (totals.leftOut > 0) console.log(`${totals.leftOut} left out, named above.`);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

function filesOf(tool: Tool): string[] {
  return globSync(`test/**/*.${tool.mark}*.test.ts`, { cwd: root }).sort();
}

/** As root on Debian the missing packages are installed; what could not be had is returned. */
function installMissing(wanted: readonly Tool[]): readonly Tool[] {
  const packages = wanted.map((tool) => tool.debianPackage).filter((name) => name !== null);
  if (packages.length === 0 || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return wanted;
  console.log(`Installing what the tests need with apt-get: ${packages.join(', ')}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore', env: environment });
  // Not started as services: the tests start their own.
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...environment, RUNLEVEL: '1' },
  });
  return wanted.filter((tool) => !tool.isThere());
}

function check(title: string, program: string, options: readonly string[]): void {
  const started = Date.now();
  const run = spawnSync(join(root, 'node_modules/.bin', program), options, { cwd: root, stdio: 'inherit' });
  const passed = run.status === 0;
  totals[passed ? 'passed' : 'failed'] += 1;
  console.log(`${passed ? 'passed' : 'FAILED'}: ${title} (${seconds(started)})`);
}

/** The part of vitest's JSON report that is counted. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

function vitest(project: string, excluded: readonly string[]): void {
  const started = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-test-'));
  const report = join(folder, 'report.json');
  const options = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const run = spawnSync(
    join(root, 'node_modules/.bin/vitest'),
    // Where all of a project's files are left out, that is said above and is no failure of its own.
    [...options, ...excluded.flatMap((file) => ['--passWithNoTests', '--exclude', file])],
    { cwd: root, stdio: 'inherit', env: { ...process.env, FORCE_COLOR: '0' } },
  );
  const before = { ...totals };
  if (existsSync(report)) count(JSON.parse(readFileSync(report, 'utf8')) as Report); // vitest's own format
  // A run that ends badly without a failed test (an error outside any test) must not pass.
  if (run.status !== 0 && totals.failed === before.failed) totals.failed += 1;
  rmSync(folder, { recursive: true });
  console.log(
    `${project}: ${totals.passed - before.passed} passed, ${totals.failed - before.failed} failed (${seconds(started)})`,
  );
}

function count(report: Report): void {
  for (const file of report.testResults) {
    for (const test of file.assertionResults) {
      if (test.status === 'passed') totals.passed += 1;
      else if (test.status === 'failed') totals.failed += 1;
      else {
        totals.leftOut += 1;
        console.log(`LEFT OUT ${file.name}: ${test.fullName}`);
      }
    }
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'))
      totals.failed += 1;
  }
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
