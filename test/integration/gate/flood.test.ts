import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import { approved, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';

let gate: TestGate;
let website: TestWebsite;
let cookie: string;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

beforeAll(async () => {
  gate = await startTestGate();
  website = await gate.publish();
  const { visitor } = await approved(gate, website, 'klant@example.com');
  cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
});
afterAll(async () => {
  agent.destroy();
  await gate?.stop();
});

async function check(own: string): Promise<number> {
  const headers = { 'x-original-url': `http://${website.host}/prices`, cookie: own };
  const asked = { port: gate.running.gatePort, path: '/_gate/check/nginx', headers, agent };
  return (await ask(asked)).status;
}

/** Sign-ins all at once, each from another network; `answered` rises as answers come. */
async function flood(attempts: number) {
  const attacker = gate.visitor(website);
  const page = await attacker.get('/_gate/sign-in');
  const progress = { answered: 0 };
  const done = Promise.all(
    Array.from({ length: attempts }, async (_, index) => {
      const headers = { 'x-forwarded-for': `203.${index % 200}.${Math.floor(index / 200)}.9` };
      const fields = { email: `raad${index}@example.com`, password: 'geraden woord' };
      const { status } = await attacker.submit(page, fields, { headers });
      progress.answered += 1;
      return status;
    }),
  );
  return { progress, done };
}

describe('a flood of sign-ins', () => {
  it('DESIGN §9: meanwhile every check is answered rightly, and none waits for a hash', async () => {
    expect(await check(cookie)).toBe(204);
    const { progress, done } = await flood(80);
    const statuses = new Set<number>();
    for (let time = 0; time < 200; time += 1) statuses.add(await check(time % 4 === 3 ? '' : cookie));
    const answeredMeanwhile = progress.answered;
    const answers = await done;
    expect(statuses).toEqual(new Set([204, 401]));
    // Had only every tenth check waited for a hash, the queue of hashes would have been through.
    expect(answeredMeanwhile).toBeLessThan(80);
    expect(new Set(answers)).toEqual(new Set([422, 503]));
  });

  it('DESIGN §9: pages beyond those that may wait get 503 and a time to come again, and the check goes on', async () => {
    const port = gate.running.gatePort;
    const asked = Array.from({ length: 400 }, (_, index) =>
      ask({
        port,
        path: '/_gate/sign-in',
        host: website.host,
        headers: { accept: 'text/html', 'x-forwarded-for': `198.${index % 200}.100.1` },
      }),
    );
    const checked = await check(cookie);
    const answers = await Promise.all(asked);
    const turnedAway = answers.filter(({ status }) => status === 503);
    expect(checked).toBe(204);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(250);
    expect(turnedAway.length).toBeGreaterThan(0);
    expect(turnedAway[0]?.headers['retry-after']).toBe('5');
    expect(turnedAway[0]?.body).toContain('Ga terug');
    expect((await gate.visitor(website).get('/_gate/sign-in')).status).toBe(200);
  });

  it('R14: a crowd from one network does not keep others from the pages', async () => {
    const port = gate.running.gatePort;
    const get = (from: string) =>
      ask({ port, path: '/_gate/sign-in', host: website.host, headers: { 'x-forwarded-for': from } });
    const crowd = Array.from({ length: 400 }, (_, index) => get(`198.51.100.${index % 250}`));
    const alone = await get('203.0.113.7');
    expect(alone.status).toBe(200);
    await Promise.all(crowd);
  });
});
