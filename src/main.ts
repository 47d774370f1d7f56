import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { Command } from 'commander';
import { version } from './version.ts';

// What was compiled is kept, which saves the half of a start; where the folder can't be written it does nothing.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/gatehouse'));

/** The command line. Each command loads its own code only, so that `--help` answers at once. */
const program = new Command('gatehouse')
  .description('Decides from a company’s contact register who may enter which of its websites.')
  .version(version)
  .showHelpAfterError('Ask for help with: gatehouse --help')
  .addHelpText(
    'after',
    `
Settings are read from the environment; docs/configuration.md lists them.

Examples:
  gatehouse start                      office and gate on this machine, with a database of their own
  gatehouse start --sample             the same, with a sample company to look around in
  gatehouse import contacts FILE       fill the contact register from a CSV file`,
  );

program
  .command('start')
  .description('runs office and gate in one process')
  .option('--sample', 'makes the sample company where there is no company yet, and prints the sign-in')
  .addHelpText(
    'after',
    `
Examples:
  gatehouse start
  OFFICE_PORT=9080 GATE_PORT=9081 gatehouse start
  SMTP_URL=smtp://mail.example.com gatehouse start --sample`,
  )
  .action((options: { sample?: true }) =>
    run(async () => (await import('./cli/start.ts')).runStart({ sample: options.sample === true })),
  );

program
  .command('office')
  .description('runs the office only, with a gate elsewhere')
  .addHelpText(
    'after',
    `
The gate's address and, the first time, the code that "gatehouse gate" printed come from the environment.

Example:
  GATE_LINK_URL=http://10.0.0.5:8082 GATE_PAIRING_CODE=… gatehouse office`,
  )
  .action(() => run(async () => (await import('./cli/run-office.ts')).runOffice()));

program
  .command('gate')
  .description('runs the gate only, with the office elsewhere')
  .addHelpText(
    'after',
    `
Prints a one-time code for pairing while no office is paired. The office must reach the link's address.

Examples:
  GATE_HOST=0.0.0.0 LINK_HOST=10.0.0.5 gatehouse gate
  GATE_WORKERS=all gatehouse gate      answers by as many processes as there are cores`,
  )
  .option('--pair', 'prints a new code also where an office is paired already, to pair with another one')
  .action((options: { pair?: true }) =>
    run(async () => (await import('./cli/run-gate.ts')).runGate({ pair: options.pair === true })),
  );

program
  .command('import')
  .description('imports a file into a company database')
  .command('contacts')
  .description('imports contacts from a CSV file; also while Gatehouse runs')
  .argument('<file>', 'CSV file with a line of headers, in Dutch or English')
  .option('--company <name>', 'name or code of the company database; not needed where there is one')
  .option('--skip-errors', 'leaves out lines with an error and imports the others, instead of none')
  .addHelpText(
    'after',
    `
Examples:
  gatehouse import contacts contacts.csv
  gatehouse import contacts contacts.csv --company "De Linde BV"`,
  )
  .action((file: string, options: { company?: string; skipErrors?: true }) =>
    run(async () => {
      const { runImport } = await import('./cli/run-import.ts');
      return runImport({ file, company: options.company, skipErrors: options.skipErrors === true });
    }),
  );

program
  .command('match')
  .description('compares a file of registrations with a file of contacts; imports nothing')
  .argument('<registrations>', 'NDJSON file, one registration a line')
  .requiredOption('--contacts <file>', 'CSV file with the contact register')
  .option('--truth', 'judges the outcome by the "truth" in the file and prints the figures')
  .addHelpText(
    'after',
    `
Example:
  gatehouse match --contacts contacts.csv --truth registrations.ndjson > matches.ndjson`,
  )
  .action((registrations: string, options: { contacts: string; truth?: true }) =>
    run(async () => {
      const { runMatch } = await import('./cli/match.ts');
      const asked = { contacts: options.contacts, registrations, truth: options.truth === true };
      return runMatch(asked, process.stdout, process.stderr);
    }),
  );

program
  .command('licence')
  .description('issues licences for company databases')
  .command('issue')
  .description('prints a licence, signed with the key in the data folder')
  .requiredOption('--company <name>', 'name or code of the company database')
  .option('--until <date>', 'last day, as 2027-12-31')
  .option('--forever', 'without end')
  .addHelpText(
    'after',
    `
Examples:
  gatehouse licence issue --company "De Linde BV" --until 2027-12-31
  gatehouse licence issue --company K7QM-2XHB --forever`,
  )
  .action((options: { company: string; until?: string; forever?: true }) =>
    run(async () => (await import('./cli/issue-licence.ts')).runIssueLicence(options)),
  );

program
  .command('reset-password')
  .description('gives an employee of the office a new password and prints it')
  .argument('<email>', 'the address the employee signs in with')
  .addHelpText(
    'after',
    `
Example:
  gatehouse reset-password beheer@example.com`,
  )
  .action((email: string) =>
    run(async () => (await import('./cli/reset-password.ts')).runResetPassword({ email })),
  );

program
  .command('explain')
  .description('says whether and why somebody gets a page of a website; also while Gatehouse runs')
  .requiredOption('--email <address>', 'with which the person signs in')
  .requiredOption('--url <address>', 'of the page, as it stands in the browser')
  .option('--at <time>', 'how it is at another time, as 2027-12-31 or 2027-12-31T14:00')
  .option('--json', 'prints it as JSON')
  .option('--lang <language>', 'nl or en', 'en')
  .addHelpText(
    'after',
    `
Asks what the gate has: what was published to it, and the sign-ins. Ends with 0 where the person gets in, with 1 where not,
and with 2 where the question can't be understood.

Examples:
  gatehouse explain --email anna@example.com --url https://portal.example.com/prices
  gatehouse explain --email anna@example.com --url portal.example.com --at 2027-12-31 --lang nl`,
  )
  .action((options: { email: string; url: string; at?: string; json?: true; lang: string }) =>
    run(async () => {
      const { runExplain } = await import('./cli/explain.ts');
      return runExplain({ ...options, json: options.json === true });
    }, 2),
  )
  // 1 says that somebody does not get in, so what goes wrong must be another.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

program
  .command('rotate-key')
  .description('makes a new key for Gatehouse-Assertion; also while Gatehouse runs')
  .option(
    '--now',
    'for a key that leaked: the new one signs at once, and nothing that the old one signed counts',
  )
  .addHelpText(
    'after',
    `
Without --now the new key is published ten minutes before it signs, so that no website refuses anything.
The gate does that by itself every ASSERTION_KEY_DAYS (90).

Examples:
  gatehouse rotate-key
  gatehouse rotate-key --now`,
  )
  .action((options: { now?: true }) =>
    run(async () => (await import('./cli/rotate-key.ts')).runRotateKey({ now: options.now === true })),
  );

/** Runs a command. What goes wrong becomes one plain message and the exit code `failed` (no stack trace). */
async function run(command: () => Promise<number>, failed = 1): Promise<void> {
  process.on('uncaughtException', (error) => void fail(error, failed).then(() => process.exit(failed)));
  try {
    process.exitCode = await command();
  } catch (error) {
    await fail(error, failed);
  }
}

async function fail(error: unknown, exitCode: number): Promise<void> {
  const { explainFailure } = await import('./cli/explain-failure.ts');
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exitCode = exitCode;
}

await program.parseAsync();
