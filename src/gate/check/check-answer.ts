import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { identityHeaderNames } from '../../core/identity-header-names.ts';
import { identityOf } from '../identity/identity.ts';
import { type IdentityHeaders, identityHeaders } from '../identity/identity-headers.ts';
import type { Session } from '../sessions/session.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { uncached } from './answers.ts';
import type { CheckServices } from './check-services.ts';

/** An answer of the check without a body. `headers`: names and values by turns. */
export interface CheckAnswer {
  readonly status: number;
  readonly headers: readonly string[];
}

const always = Object.entries(uncached).flat();

/** With `Content-Length: 0`, so that nginx keeps its connection (GATE.md). */
export function emptyAnswer(status: number, headers: readonly string[] = []): CheckAnswer {
  return { status, headers: [...always, 'content-length', '0', ...headers] };
}

interface Made {
  readonly website: PublishedWebsite;
  readonly assertion: string;
  readonly answer: CheckAnswer;
}

/** What was answered last about each session and about nobody; it goes with them. */
const madeFor = new WeakMap<Session, Made>();
const madeForNobody = new WeakMap<PublishedWebsite, CheckAnswer>();

/**
 * 204 with all identity headers. `session`: of somebody with access; null for anybody else on an open path. The very
 * same answer until the assertion is renewed, or session or website change.
 */
export function passAnswer(
  { assertions }: Pick<CheckServices, 'assertions'>,
  website: PublishedWebsite,
  session: Session | null,
): CheckAnswer {
  if (session === null) return passNobody(website);
  const assertion = assertions.of(website, session);
  const made = madeFor.get(session);
  if (made?.website === website && made.assertion === assertion) return made.answer;
  const answer = pass(identityHeaders(website, identityOf(website, session), assertion));
  madeFor.set(session, { website, assertion, answer });
  return answer;
}

function passNobody(website: PublishedWebsite): CheckAnswer {
  let answer = madeForNobody.get(website);
  if (answer === undefined) {
    answer = pass(identityHeaders(website, null, ''));
    madeForNobody.set(website, answer);
  }
  return answer;
}

/** Lower case, as Node.js compares them: else it makes a copy of each name for each answer. */
const names = identityHeaderNames.map((name) => [name, name.toLowerCase()] as const);

function pass(identity: IdentityHeaders): CheckAnswer {
  const values = together(names.map(([name]) => identity[name]));
  return { status: 204, headers: [...always, ...names.flatMap(([, name], at) => [name, values[at] ?? ''])] };
}

/**
 * Copies that lie side by side in memory. The texts come from all over it, and each would be fetched on its own at every
 * check, which takes longer than sending them.
 */
function together(texts: readonly string[]): string[] {
  return JSON.parse(JSON.stringify(texts));
}

/** Sends it past Fastify. */
export function sendAtOnce(response: ServerResponse, { status, headers }: CheckAnswer): void {
  // Node.js only reads the list, which is not declared so.
  response.writeHead(status, headers as string[]).end();
}

/** Sends it by Fastify. */
export function sendByFastify(reply: FastifyReply, { status, headers }: CheckAnswer): FastifyReply {
  for (let index = 0; index < headers.length; index += 2) {
    reply.header(headers[index] ?? '', headers[index + 1]);
  }
  return reply.code(status).send();
}
