import { readFile } from 'node:fs/promises';
import type { WebsiteV1 } from '../../../src/contract/link.ts';
import { type Answer, ask, type Question } from '../../support/ask.ts';
import { type EchoWebsite, type Seen, startEchoWebsite } from '../../support/echo-website.ts';
import { approved, registered, startTestGate, type TestGate, type TestWebsite } from '../../support/gate.ts';
import { type Relay, startRelay } from '../../support/relay.ts';
import type { Visitor } from '../../support/visitor.ts';
import type { WebServerProcess } from '../../support/web-server-process.ts';

export const host = 'partners.test';

/** What the website answers with names the address that it saw. */
export const ofWebsite = '"url"';

/** A web server as people put it in front of their website. */
export interface WebServerUnderTest {
  readonly name: string;
  /**
   * Whether the web server asks the gate and passes requests on itself, or passes all to the gate, which passes them
   * on (Apache): then addresses that can be read in two ways are refused, also to those with access.
   */
  readonly passesOn: 'itself' | 'through the gate';
  /** Starts it with the files of `examples/`. */
  start(addresses: { readonly gate: string; readonly website: string }): Promise<WebServerProcess>;
}

export interface SignedIn {
  /** Value of the `Cookie` header. */
  readonly cookie: string;
  readonly accountId: string;
}

/** A website with a closed part behind a web server and the gate, all of them real. */
export interface Behind {
  readonly under: WebServerUnderTest;
  readonly server: WebServerProcess;
  readonly gate: TestGate;
  readonly website: TestWebsite;
  readonly echo: EchoWebsite;
  /** Between the web server and the gate. */
  readonly relay: Relay;
  readonly anna: SignedIn;
  /** `Cookie` of somebody who is signed in and waits for approval. */
  readonly waiting: { readonly cookie: string };
  /** A page load, unless the headers say otherwise. */
  get(path: string, headers?: Question['headers'], more?: Partial<Question>): Promise<Answer>;
  /** What the website saw of a request that reaches it. */
  seen(path: string, headers?: Question['headers']): Promise<Seen>;
  signedIn(email: string, values?: Parameters<typeof approved>[3]): Promise<SignedIn>;
}

/** A file of `examples/` with the host and the addresses of a test. */
export async function example(
  file: string,
  addresses: { readonly gate: string; readonly website: string },
): Promise<string> {
  const text = await readFile(new URL(`../../../examples/${file}`, import.meta.url), 'utf8');
  return text
    .replaceAll('portal.example.com', host)
    .replaceAll('127.0.0.1:8081', addresses.gate)
    .replaceAll('127.0.0.1:3000', addresses.website);
}

/** Starts gate, website and web server, and signs two people in. */
export async function setUp(under: WebServerUnderTest): Promise<Behind> {
  const gate = await startTestGate();
  const echo = await startEchoWebsite();
  const relay = await startRelay(gate.running.gatePort);
  const site = `127.0.0.1:${echo.port}`;
  const origin: WebsiteV1['origin'] =
    under.passesOn === 'itself' ? { kind: 'forward_auth' } : { kind: 'upstream', url: `http://${site}` };
  const website = await gate.publish({
    hosts: [host],
    publicUrl: `http://${host}`,
    protection: 'part',
    paths: ['/private'],
    origin,
  });
  await gate.publish({ hosts: ['open.test'], publicUrl: 'http://open.test', protection: 'none', origin });
  const server = await under.start({ gate: `127.0.0.1:${relay.port}`, website: site });
  const get: Behind['get'] = (path, headers = {}, more = {}) =>
    ask({ port: server.port, path, host, headers: { accept: 'text/html', ...headers }, ...more });
  const signedIn: Behind['signedIn'] = async (email, values) => {
    const { visitor, account } = await approved(gate, website, email, values);
    return { cookie: cookieOf(visitor), accountId: account.id };
  };
  const anna = await signedIn('anna@example.com', { personName: 'Anna' });
  const waiting = await registered(gate, website, 'waiting@example.com');
  return {
    under,
    server,
    gate,
    website,
    echo,
    relay,
    anna,
    waiting: { cookie: cookieOf(waiting) },
    get,
    signedIn,
    async seen(path, headers) {
      const answer = await get(path, headers);
      if (answer.status !== 200)
        throw new Error(`${path} was answered with ${answer.status}: ${answer.body}`);
      return JSON.parse(answer.body);
    },
  };
}

function cookieOf(visitor: Visitor): string {
  return [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}
