import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registered, startTestGate, type TestGate } from '../support/gate.ts';
import { goodPassword } from '../support/visitor.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await startTestGate();
});
afterAll(() => gate.stop());

describe('security log', () => {
  it('R14: holds each security event with its time and never a password, token, session or query', async () => {
    const website = await gate.publish();
    const email = 'logboek@example.com';
    const visitor = await registered(gate, website, email);
    const sessions = [visitor.cookies.get('gate') ?? 'none'];
    await gate.visitor(website).signIn(email, 'een fout wachtwoord');
    const stranger = gate.visitor(website);
    await stranger.submit(await stranger.get('/_gate/forgotten-password?geheim=vraag'), { email });
    const link = (await gate.mails(email)).at(-1)?.link ?? '';
    await stranger.submit(await stranger.get(link), { password: 'vlinder boot trompet' });
    await stranger.signIn(email, 'vlinder boot trompet');
    sessions.push(stranger.cookies.get('gate') ?? 'none');
    const page = await stranger.get('/_gate/change-password');
    await stranger.submit(page, { current: 'fout', password: 'x' });
    await stranger.submit(page, { current: 'vlinder boot trompet', password: 'steen wolk molen' });
    await stranger.submit(await stranger.get('/_gate/sign-out'), {}, { action: '/_gate/sign-out' });
    const login = await stranger.get('/_gate/sign-in');
    await stranger.submit(login, { email }, { headers: { origin: 'https://evil.example' } });

    const lines = gate.logged.map((line) => JSON.parse(line) as Record<string, unknown>); // pino writes objects
    const events = lines.map(({ event }) => event).filter((event) => event !== undefined);
    for (const event of [
      'address_verified',
      'sign_in_failed',
      'password_set',
      'signed_in',
      'change_password_failed',
      'password_changed',
      'signed_out',
      'foreign_form',
    ]) {
      expect(events).toContain(event);
    }
    for (const { time } of lines) expect(typeof time).toBe('number');
    const token = new URL(link, 'http://x').searchParams.get('token') ?? 'none';
    const secrets = [
      token,
      ...sessions,
      goodPassword,
      'een fout wachtwoord',
      'vlinder boot trompet',
      'steen wolk molen',
    ];
    const log = gate.logged.join('\n');
    for (const secret of [...secrets, 'geheim=vraag', 'token=']) expect(log).not.toContain(secret);
  });
});
