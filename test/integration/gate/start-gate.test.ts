import { createServer } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { systemClock } from '../../../src/core/clock.ts';
import { startGate } from '../../../src/gate/start-gate.ts';
import { ask } from '../../support/ask.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/database.ts';
import { registered, startTestGate, type TestGate } from '../../support/gate.ts';
import { goodPassword } from '../../support/visitor.ts';

let gate: TestGate;
let empty: TestDatabase;
beforeAll(async () => {
  gate = await startTestGate();
  empty = await createEmptyDatabase();
});
afterAll(async () => {
  await gate.stop();
  await empty.drop();
});
const log = pino({ level: 'silent' });

describe('start of the gate', () => {
  it('migrates an empty database, makes its keys once, and starts again with them (I4)', async () => {
    const config = readConfig({ GATE_PORT: '0', LINK_PORT: '0' });
    const options = { config, log, clock: systemClock, databaseUrl: empty.gateUrl };
    const first = await startGate(options);
    const code = await first.pairingCode();
    expect(code).toMatch(/^[\w-]{20,}$/);
    const health = await fetch(`${first.linkUrl}/health`);
    expect(health.status).toBe(200);
    const keys = (await ask({ port: first.gatePort, path: '/_gate/jwks.json' })).body;
    await first.stop();
    const second = await startGate(options);
    expect((await ask({ port: second.gatePort, path: '/_gate/jwks.json' })).body).toBe(keys);
    await second.stop();
  });

  it.each([
    ['GATE_PORT', { LINK_PORT: '0' }],
    ['LINK_PORT', { GATE_PORT: '0' }],
  ])('a taken port is told with its number and %s, and nothing stays open', async (variable, others) => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const address = blocker.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const config = readConfig({ ...others, [variable]: String(port) });
    const starting = startGate({ config, log, clock: systemClock, databaseUrl: gate.databaseUrl });
    await expect(starting).rejects.toMatchObject({ code: 'port_taken', params: { port, variable } });
    await new Promise((resolve) => blocker.close(resolve));
  });

  it('an unreachable database is told with the setting that names it', async () => {
    const config = readConfig({ GATE_PORT: '0', LINK_PORT: '0' });
    const databaseUrl = 'postgres://nobody@127.0.0.1:1/none';
    await expect(startGate({ config, log, clock: systemClock, databaseUrl })).rejects.toMatchObject({
      code: 'database_unreachable',
    });
  });

  it('R16: an unknown host gets 404 on every page, and nothing is revealed', async () => {
    const website = await gate.publish({ name: 'Geheim Portaal' });
    for (const path of [
      '/',
      '/_gate/sign-in',
      '/_gate/sign-up',
      '/_gate/verify?token=x',
      '/_gate/',
      '/_gate/zo',
    ]) {
      const answer = await ask({
        port: gate.running.gatePort,
        path,
        host: 'elders.example',
        headers: { accept: 'text/html', 'x-forwarded-host': path === '/' ? '' : website.host },
      });
      expect([path, answer.status]).toEqual([path, path === '/_gate/' ? 302 : 404]);
      expect(answer.body).not.toContain('Geheim');
      expect(answer.body).not.toContain('Jansen');
    }
  });

  it('R16: the host is found whatever its case, port and trailing dot', async () => {
    const website = await gate.publish({ name: 'Portaal' });
    for (const host of [website.host.toUpperCase(), `${website.host}:8081`, `${website.host}.`]) {
      const answer = await ask({ port: gate.running.gatePort, path: '/_gate/sign-in', host });
      expect(answer.status).toBe(200);
    }
  });

  it('I6: a session and a link outlive a restart of the gate', async () => {
    const website = await gate.publish();
    const visitor = await registered(gate, website, 'blijft@example.com');
    const config = readConfig({ GATE_PORT: '0', LINK_PORT: '0' });
    const again = await startGate({ config, log, clock: gate.clock, databaseUrl: gate.databaseUrl });
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await ask({
      port: again.gatePort,
      path: '/_gate/my-page',
      host: website.host,
      headers: { cookie },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('blijft@example.com');
    await again.stop();
  });

  it('R14: a request that can’t be decoded is refused without a word', async () => {
    const website = await gate.publish();
    const answer = await ask({ port: gate.running.gatePort, path: '/_gate/%zz', host: website.host });
    expect(answer.status).toBe(400);
    expect(answer.body.length).toBeLessThan(600);
  });

  it('R14: a form of another kind or size is refused, and the page says so', async () => {
    const website = await gate.publish();
    const visitor = gate.visitor(website);
    const { port } = { port: gate.running.gatePort };
    const headers = { origin: `http://${website.host}`, 'content-type': 'application/json' };
    const json = await ask({
      port,
      path: '/_gate/sign-in',
      method: 'POST',
      host: website.host,
      headers,
      body: '{}',
    });
    expect(json.status).toBe(415);
    const large = await visitor.post('/_gate/sign-in', {
      email: 'x'.repeat(140_000),
      password: goodPassword,
    });
    expect(large.status).toBe(413);
  });
});
