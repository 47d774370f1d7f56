import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createVisitor, formOf } from '../../test/support/visitor.ts';
import type { BenchGate } from './bench-gate.ts';
import { findWrk } from './load.ts';

const run = promisify(execFile);

/** What became of the attempts of a flood, a second. */
export interface Flooded {
  readonly attempts: number;
  /** A password was looked at: 422. */
  readonly hashed: number;
  /** Told to come back: 503. */
  readonly busy: number;
  /** Throttled: 429. */
  readonly slowedDown: number;
  readonly other: number;
}

export interface Flood {
  /** Posts sign-ins as fast as answers come, on so many connections. */
  run(connections: number, seconds: number): Promise<Flooded>;
}

/**
 * A flood of sign-ins by a botnet: each attempt another address, from another network, at one of many websites, with a
 * browser's cookies and form token, so that the throttle lets as many through to a hash as it ever will.
 */
export async function createFlood(gate: BenchGate): Promise<Flood> {
  const wrk = await findWrk();
  const browsers: string[] = [];
  for (const host of gate.hosts) {
    const visitor = createVisitor(gate.port, { host, settings: { publicUrl: `https://${host}` } });
    const { fields } = formOf((await visitor.get('/_gate/sign-in')).body);
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const form = new URLSearchParams({ ...fields, email: '', password: 'geraden woord' });
    form.delete('email');
    browsers.push(`{ ${[host, cookie, form.toString()].map((text) => JSON.stringify(text)).join(', ')} }`);
  }
  const script = join(gate.folder, 'flood.lua');
  await writeFile(script, luaScript(browsers));
  return {
    async run(connections, seconds) {
      const options = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '30s', '-s', script];
      // What the botnet's own machines would do takes what is left over.
      const target = `http://127.0.0.1:${gate.port}/_gate/sign-in`;
      const { stdout } = await run('nice', ['-n', '19', wrk, ...options, target]);
      const line = /^flooded (\{.*\})$/m.exec(stdout)?.[1];
      if (line === undefined) throw new Error(`wrk flooded nothing: ${stdout}`);
      const values: Readonly<Record<string, number>> = JSON.parse(line);
      const { requests = 0, hashed = 0, busy = 0, slowed = 0 } = values;
      const other = requests - hashed - busy - slowed;
      return {
        attempts: requests / seconds,
        hashed: hashed / seconds,
        busy: busy / seconds,
        slowedDown: slowed / seconds,
        other: other / seconds,
      };
    },
  };
}

function luaScript(browsers: readonly string[]): string {
  return `local browsers = { ${browsers.join(', ')} }
local turn = 0
local threads = {}
hashed = 0
busy = 0
slowed = 0

function setup(thread)
  threads[#threads + 1] = thread
end

function init()
  math.randomseed(os.time())
end

function request()
  turn = turn + 1
  local browser = browsers[turn % #browsers + 1]
  local network = math.random(0, 16777215)
  return wrk.format("POST", nil, {
    ["Host"] = browser[1],
    ["Cookie"] = browser[2],
    ["Origin"] = "https://" .. browser[1],
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["X-Forwarded-For"] = string.format("%d.%d.%d.7", 11 + network % 80, network / 80 % 256, network / 20480 % 256),
  }, browser[3] .. "&email=person-" .. math.random(0, 1000000000) .. "%40example.com")
end

function response(status)
  if status == 422 then hashed = hashed + 1
  elseif status == 503 then busy = busy + 1
  elseif status == 429 then slowed = slowed + 1 end
end

function done(summary)
  local all = { hashed = 0, busy = 0, slowed = 0 }
  for _, thread in ipairs(threads) do
    for name in pairs(all) do all[name] = all[name] + thread:get(name) end
  end
  io.write(string.format('flooded {"requests":%d,"hashed":%d,"busy":%d,"slowed":%d}\\n',
    summary.requests, all.hashed, all.busy, all.slowed))
end
`;
}
