import { expect, it } from 'vitest';
import type { RelayState } from '../../support/relay.ts';
import { type Behind, ofWebsite } from './behind.ts';

/** Milliseconds within which a web server that passes requests on itself gives up a gate that is silent. */
const patience = 10_000;

export function describeGateDown(behind: () => Behind): void {
  /** Everything that is asked while the gate is in that state; afterwards all is as before. */
  const askedWhile = async (state: RelayState, paths: readonly string[]) => {
    const { get, seen, anna, relay } = behind();
    await relay.become(state);
    try {
      return await Promise.all(
        paths.flatMap((path) => [get(path), get(path, { cookie: anna.cookie })]), // some wait for seconds
      );
    } finally {
      await relay.become('there');
      const { headers } = await seen('/private/x', { cookie: anna.cookie });
      expect(headers['remote-user']).toBe('anna@example.com');
    }
  };

  it('I1: while the gate is away nobody is let in, and a plain page in the visitors’ languages says so', async () => {
    for (const answer of await askedWhile('away', ['/private/x', '/about', '/_gate/sign-in'])) {
      expect(answer.body).not.toContain(ofWebsite);
      expect(answer.status).toBe(503);
      expect(answer.headers['content-type']).toContain('text/html');
      expect(answer.headers['retry-after']).toBe('10');
      for (const words of ['Even geduld', 'try again', 'versuchen', 'igjen'])
        expect(answer.body).toContain(words);
    }
  });

  it.each([
    ['with an error', 'HTTP/1.1 500 No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n'],
    ['nonsense', 'nonsense\r\n\r\n'],
  ])('I1: while the gate answers %s nobody is let in', async (_what, answer) => {
    for (const { body, status } of await askedWhile({ answer }, ['/private/x', '/about'])) {
      expect(body).not.toContain(ofWebsite);
      // Apache passes on as text what is no HTTP; it knows no way to the website but the gate.
      if (behind().under.passesOn === 'itself') expect(status).toBe(503);
    }
  });

  it('I1: a gate that takes the question and never answers lets nobody in, and keeps nobody waiting', async () => {
    // Where the gate passes requests on, nobody can tell a silent gate from a slow website.
    if (behind().under.passesOn === 'through the gate') return;
    const from = performance.now();
    for (const { body, status } of await askedWhile('silent', ['/private/x'])) {
      expect(status).toBe(503);
      expect(body).toContain('Even geduld');
    }
    expect(performance.now() - from).toBeLessThan(patience);
  });
}
