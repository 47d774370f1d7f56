import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../support/ask.ts';
import { startTestGate, type TestGate } from '../../support/gate.ts';
import { ownTime } from '../../support/own-time.ts';
import { listenOnLoopback } from '../../support/proxy-stage.ts';

let gate: TestGate;
let host: string;
const website = http.createServer(async (request, response) => {
  const [seconds = 0, idle = 0] = (request.url ?? '').split('/').slice(1).map(Number);
  await pause(seconds * 1000);
  response.write('begun ');
  await pause(idle * 1000);
  response.end('ended');
});
beforeAll(async () => {
  gate = await startTestGate({ environment: { UPSTREAM_ANSWER_SECONDS: '2', UPSTREAM_IDLE_SECONDS: '1' } });
  const url = `http://127.0.0.1:${await listenOnLoopback(website)}`;
  ({ host } = await gate.publish({ protection: 'none', origin: { kind: 'upstream', url } }));
});
afterAll(async () => {
  await gate?.stop();
  website.closeAllConnections();
  website.close();
});

/** Asks for a page that begins after so many seconds and stands still for so many in its middle. */
const get = (begins: number, idle: number) =>
  ask({ port: gate.running.gatePort, path: `/${begins}/${idle}`, host, headers: { accept: '*/*' } });

describe('GATE: the time limits in the settings are those that the gate keeps', () => {
  it('UPSTREAM_ANSWER_SECONDS: a later answer is 504', async () => {
    expect((await get(1, 0)).body).toBe('begun ended');
    const from = performance.now();
    const took = await ownTime(async () => {
      const answer = await get(30, 0);
      expect(JSON.parse(answer.body)).toMatchObject({ status: 504, code: 'website_slow' });
    });
    expect(performance.now() - from).toBeGreaterThan(1900);
    expect(took).toBeLessThan(3500);
  });

  it('UPSTREAM_IDLE_SECONDS: what stands still for longer breaks off', async () => {
    expect((await get(0, 0.3)).body).toBe('begun ended');
    await expect(get(0, 3)).rejects.toThrow();
  });
});
