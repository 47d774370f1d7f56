/**
 * `npm test`: gets what the tests need, runs every check, and ends with `N passed, N failed`.
 * Format and lint count as one test, so does the type check.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { phpWithSodium, pythonWithJwt } from '../test/support/interpreters.ts';

interface Tool {
  readonly name: string;
  readonly isThere: () => boolean;
  /** The packages that `apt-get` installs it from, space-joined; null for what can't be installed. */
  readonly debianPackage: string | null;
  /** How to get it, for whoever runs the tests. */
  readonly advice: string;
  /** Tests that need it carry this in their file name, some several of them (`x.nginx.browser.test.ts`). */
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
    name: 'Caddy',
    isThere: () => existsSync('/usr/bin/caddy'),
    debianPackage: 'caddy',
    advice: 'Install the package caddy',
    mark: 'caddy',
  },
  {
    name: 'HAProxy',
    isThere: () => existsSync('/usr/sbin/haproxy'),
    debianPackage: 'haproxy',
    advice: 'Install the package haproxy',
    mark: 'haproxy',
  },
  {
    name: 'Apache',
    isThere: () => existsSync('/usr/sbin/apache2') || existsSync('/usr/sbin/httpd'),
    // The program without the service of the package apache2.
    debianPackage: 'apache2-bin',
    advice: 'Install the package apache2-bin',
    mark: 'apache',
  },
  {
    name: 'PHP 8 with sodium',
    isThere: () => phpWithSodium() !== null,
    debianPackage: 'php-cli',
    advice: 'Install the package php-cli',
    mark: 'php',
  },
  {
    name: 'Python 3 with PyJWT and cryptography',
    isThere: () => pythonWithJwt() !== null,
    debianPackage: 'python3-jwt python3-cryptography',
    advice: 'Install the packages python3-jwt and python3-cryptography',
    mark: 'python',
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
const leftOut = missing
  .flatMap((tool) => filesOf(tool).map((file) => ({ tool, file })))
  // A file that needs several tools is left out once.
  .filter(({ file }, index, all) => all.findIndex((entry) => entry.file === file) === index);
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
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  const packages = wanted.flatMap((tool) => tool.debianPackage?.split(' ') ?? []);
  if (packages.length === 0 || !canInstall) return wanted;
  console.log(`Installing what the tests need with apt-get: ${packages.join(', ')}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore', env: environment });
  const install = (names: readonly string[]) =>
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environment,
    });
  withoutServices(packages, () => {
    const all = install(packages);
    // apt-get installs all or none, and not every Debian has all of them.
    if (all.status !== 0 && all.status !== null && all.status !== 130)
      packages.map((name) => install([name]));
    return all;
  });
  return wanted.filter((tool) => !tool.isThere());
}

/** Asked by Debian's packages before they start a service; 101 means: don't. */
const servicePolicy = '/usr/sbin/policy-rc.d';

/**
 * Installs without leaving a web server on port 80: no service of the packages starts, now or with the machine. The
 * tests start their own.
 */
function withoutServices(packages: readonly string[], install: () => { status: number | null }): void {
  const isOurs = !existsSync(servicePolicy);
  // Ctrl-C ends apt-get, and this program after it has cleaned up.
  const untilCleaned = () => undefined;
  process.on('SIGINT', untilCleaned);
  if (isOurs) writeFileSync(servicePolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  let status: number | null;
  try {
    ({ status } = install());
  } finally {
    if (isOurs) rmSync(servicePolicy, { force: true });
    process.off('SIGINT', untilCleaned);
  }
  // Those that are no service it does not know.
  for (const name of packages.map((entry) => entry.replace(/-light$/, '')))
    spawnSync('systemctl', ['disable', '--quiet', name], { stdio: 'ignore' });
  if (status === null || status === 130) process.exit(130);
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
