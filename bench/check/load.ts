import { execFile } from 'node:child_process';
import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where requests go, and what they carry beside their cookie. */
export interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The process whose work is counted: the gate, or what stands in for it. */
  readonly pid?: number;
}

export interface Load {
  /** Requests at once, each on a connection of its own. */
  readonly connections: number;
  readonly seconds: number;
  /** Pause between two requests of a connection, in milliseconds on average; none where it is left out. */
  readonly pause?: number;
}

/** What one run of wrk measured; times in milliseconds. */
export interface Measured {
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  /**
   * Microseconds of processor time that the target's process took for a request, all its threads together; others
   * on the machine disturb it far less than the rest. Null where it can't be known (only Linux tells) or nobody is asked.
   */
  readonly processor: number | null;
}

/** Sends requests with hundreds of different sessions, one after another, always the same way. */
export interface Generator {
  measure(target: Target, load: Load): Promise<Measured>;
}

/**
 * The load generator: wrk with a Lua script that goes round the given `Cookie` headers.
 * @throws where wrk is not installed
 */
export async function createGenerator(folder: string, cookies: readonly string[]): Promise<Generator> {
  const wrk = await findWrk();
  const script = join(folder, 'sessions.lua');
  await writeFile(script, luaScript(cookies));
  return {
    async measure({ url, headers, pid }, { connections, seconds, pause = 0 }) {
      const named = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
      const options = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '--latency'];
      const before = await processorTime(pid);
      const { stdout } = await run(wrk, [...options, '-s', script, ...named, url, '--', String(pause)]);
      const after = await processorTime(pid);
      return read(stdout, url, before === null || after === null ? null : after - before);
    },
  };
}

/** @throws where wrk is not installed, with the way to get it */
export async function findWrk(): Promise<string> {
  for (const place of [...(process.env.PATH ?? '').split(':'), '/usr/bin', '/usr/local/bin']) {
    const program = join(place, 'wrk');
    const isThere = await access(program).then(
      () => true,
      () => false,
    );
    if (isThere) return program;
  }
  throw new Error(
    'wrk, which makes the load, is missing. Install it (Debian: apt-get install wrk; macOS: brew install wrk).',
  );
}

/** Requests are put together once, so that the generator is never what is measured. */
function luaScript(cookies: readonly string[]): string {
  return `local cookies = { ${cookies.map((cookie) => JSON.stringify(cookie)).join(', ')} }
local requests = {}
local turn = 0

function init(args)
  local pause = tonumber(args[1])
  if pause > 0 then
    delay = function() return math.random(0, 2 * pause) end
  end
  for index, cookie in ipairs(cookies) do
    wrk.headers["Cookie"] = cookie
    requests[index] = wrk.format()
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local failed = summary.errors
  io.write(string.format(
    'measured {"requests":%d,"microseconds":%d,"p50":%d,"p99":%d,"refused":%d,"broken":%d}\\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    failed.status, failed.connect + failed.read + failed.write + failed.timeout))
end
`;
}

function read(output: string, url: string, processor: number | null): Measured {
  const line = /^measured (\{.*\})$/m.exec(output)?.[1];
  if (line === undefined) throw new Error(`wrk measured nothing at ${url}: ${output}`);
  const values: Readonly<Record<string, number>> = JSON.parse(line);
  const { requests = 0, microseconds = 1, p50 = 0, p99 = 0, refused = 0, broken = 0 } = values;
  if (requests === 0 || refused + broken > 0) {
    throw new Error(`Of ${requests} answers of ${url}, ${refused} were refusals; ${broken} requests broke.`);
  }
  return {
    requestsPerSecond: requests / (microseconds / 1e6),
    p50: p50 / 1000,
    p99: p99 / 1000,
    processor: processor === null ? null : processor / requests,
  };
}

const microsecondsPerTick = 10_000;

/** Microseconds of processor time that a process took so far (proc(5): fields 14 and 15, in hundredths of a second). */
async function processorTime(pid: number | undefined): Promise<number | null> {
  if (pid === undefined) return null;
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  const fields = line?.slice(line.lastIndexOf(')') + 2).split(' ');
  return fields === undefined ? null : (Number(fields[11]) + Number(fields[12])) * microsecondsPerTick;
}
