import type { Config } from '../config.ts';
import { sampleWebsites } from '../office/sample/sample-people.ts';
import { version } from '../version.ts';
import type { Sample } from './prepare-sample.ts';
import type { RunningGatehouse } from './start.ts';

/** What `gatehouse start` prints: where everything is, and what to do next. Nothing else goes to the terminal. */
export async function describeStart(options: {
  readonly config: Config;
  readonly running: RunningGatehouse;
  readonly sample: Sample | null;
  readonly logFile: string;
}): Promise<string> {
  const { config, running, sample, logFile } = options;
  const { office, gate } = running;
  const link = await office.setupLink();
  const lines: [string, string][] = [['Office', office.url]];
  if (link !== null) lines.push(['Set up', `${link}\nworks once, for 24 hours`]);
  if (sample !== null) lines.push(...describeSample(sample, gate.gatePort));
  if (sample === null) lines.push(['Gate', `http://localhost:${gate.gatePort}`]);
  lines.push(['Data', config.dataFolder], ['Log', logFile]);
  if (config.SMTP_URL === undefined) {
    lines.push(['Mail', 'waits, readable in the office under Mail, until SMTP_URL names a mail server']);
  }
  const rows = lines.flatMap(([label, text]) =>
    text.split('\n').map((line, index) => `  ${(index === 0 ? label : '').padEnd(10)} ${line}`),
  );
  return `\nGatehouse ${version} is running.\n\n${rows.join('\n')}\n\nCtrl+C stops it.\n`;
}

function describeSample(sample: Sample, gatePort: number): [string, string][] {
  if (sample.password === null || sample.visitorPassword === null) {
    return [
      [
        'Sign in',
        `as ${sample.email}; there is a company already, so nothing was made\nnew password: gatehouse reset-password ${sample.email}`,
      ],
    ];
  }
  const visitors = sample.visitors.map(({ email }) => email).join('\n');
  return [
    ['Sign in', `${sample.email}\npassword  ${sample.password}`],
    ...Object.values(sampleWebsites).map(({ name, host }): [string, string] => [
      name,
      `http://${host}${gatePort === 80 ? '' : `:${gatePort}`}`,
    ]),
    ['Visitors', `${visitors}\npassword  ${sample.visitorPassword}`],
  ];
}
