import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  acknowledgeV1,
  linkPrefix,
  longestPollSeconds,
  pairRequestV1,
  resendV1,
  resetSecondStepV1,
  type SecondStepResetV1,
  type StatusV1,
} from '../../contract/link.ts';
import { AppError } from '../../core/errors.ts';
import type { Gate } from '../../gate/context.ts';
import type { EventWaiter } from '../../gate/events/event-waiter.ts';
import {
  acknowledgeEvents,
  hasEventAfter,
  readEvents,
  type StoredEvent,
  skipNumbersTo,
} from '../../gate/events/read-events.ts';
import { applyPublication } from '../../gate/replica/apply-publication.ts';
import { resetSecondStep } from '../../gate/visitor/second-factor/reset-second-step.ts';
import { resendMail } from '../../mail/resend-mail.ts';
import { serverOf } from '../../mail/transport.ts';
import { version } from '../../version.ts';
import { pairOffice } from './pairing.ts';
import { readPublication } from './read-publication.ts';
import { type LinkClaims, verifyBody, verifySignature } from './verify-request.ts';

const mostEvents = 1000;
const eventsQuery = z.object({
  after: z.coerce.number().int().nonnegative(),
  limit: z.coerce.number().int().min(1).default(200),
  wait: z.coerce.number().int().min(0).max(longestPollSeconds).default(0),
});

/** Bytes of one signed message; thousands of accounts fit. Whoever is not the office gets no body read. */
const longestMessage = 32 * 1024 * 1024;
const longestPairRequest = 16 * 1024;

/** The calls of the office (contract/link.ts): one to pair, all others signed. */
export function registerLinkRoutes(
  app: FastifyInstance,
  gate: Gate,
  { events, stopping }: { readonly events: EventWaiter; readonly stopping: AbortSignal },
): void {
  app.post(`${linkPrefix}/pair`, { bodyLimit: longestPairRequest }, async (request) =>
    pairOffice(gate, fromJson(pairRequestV1, bodyOf(request))),
  );

  app.register(
    async (signed) => {
      const claimsOf = new WeakMap<FastifyRequest, LinkClaims>();
      signed.addHook('onRequest', async (request) => {
        const { method, url } = request.raw;
        const claims = await verifySignature(gate, {
          authorization: request.headers.authorization,
          method: method ?? '',
          url: url ?? '',
        });
        claimsOf.set(request, claims);
      });
      signed.addHook('preHandler', async (request) => {
        const claims = claimsOf.get(request);
        if (claims === undefined) throw new AppError('link_not_authentic');
        await verifyBody(gate, claims, bodyOf(request));
      });

      signed.get('/status', async () => readStatus(gate));

      signed.get('/events', async (request, reply) => {
        const query = eventsQuery.safeParse(request.query);
        if (!query.success) throw new AppError('link_message_invalid', { reason: 'the query is not right' });
        const { after, limit, wait } = query.data;
        await skipNumbersTo(gate, after);
        const gone = new AbortController();
        reply.raw.once('close', () => gone.abort());
        const signal = AbortSignal.any([gone.signal, stopping]);
        await events.until(() => hasEventAfter(gate.db, after), wait * 1000, signal);
        return reply
          .type('application/x-ndjson')
          .send(Readable.from(eventLines(gate, after, Math.min(limit, mostEvents))));
      });

      signed.post('/events/acknowledge', async (request) => {
        const { upTo } = fromJson(acknowledgeV1, bodyOf(request));
        await acknowledgeEvents(gate, upTo);
        return { ok: true };
      });

      signed.post('/publications', { bodyLimit: longestMessage }, async (request, reply) => {
        const answer = await applyPublication(gate, readPublication(bodyOf(request)));
        return reply.code('code' in answer ? 409 : 200).send(answer);
      });

      signed.post('/mails/resend', async (request) => {
        const { mailId } = fromJson(resendV1, bodyOf(request));
        await resendMail(gate.db, gate.clock, mailId);
        return { ok: true };
      });

      signed.post('/second-step/reset', async (request): Promise<SecondStepResetV1> => {
        const reset = await resetSecondStep(gate, fromJson(resetSecondStepV1, bodyOf(request)));
        return { reset };
      });
    },
    { prefix: linkPrefix },
  );
}

/** Lines of events, read in small portions, and the end that proves them whole. */
async function* eventLines(gate: Gate, after: number, limit: number): AsyncGenerator<string> {
  let last = after;
  let lines = 0;
  while (lines < limit) {
    const portion: StoredEvent[] = await readEvents(gate.db, last, Math.min(200, limit - lines));
    for (const event of portion) {
      yield `${JSON.stringify(event)}\n`;
      last = event.number;
      lines += 1;
    }
    if (portion.length < 200) break;
  }
  yield `${JSON.stringify({ type: 'endV1', lines })}\n`;
}

async function readStatus(gate: Gate): Promise<StatusV1> {
  const installation = await gate.db.selectFrom('installation').select('id').executeTakeFirstOrThrow();
  const websites = await gate.db
    .selectFrom('website')
    .select(['id', 'settings_revision', 'applied_revision'])
    .execute();
  const { SMTP_URL } = gate.config;
  return {
    gateId: installation.id,
    version: version,
    mailConfigured: SMTP_URL !== undefined,
    mailServer: SMTP_URL === undefined ? null : serverOf(SMTP_URL),
    websites: websites.map((row) => ({
      id: row.id,
      settingsRevision: row.settings_revision,
      appliedRevision: row.applied_revision,
    })),
  };
}

function bodyOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

function fromJson<T>(shape: z.ZodType<T>, body: Buffer): T {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new AppError('link_message_invalid', { reason: 'it is no JSON' });
  }
  const parsed = shape.safeParse(value);
  if (!parsed.success)
    throw new AppError('link_message_invalid', { reason: parsed.error.issues[0]?.message ?? '' });
  return parsed.data;
}
