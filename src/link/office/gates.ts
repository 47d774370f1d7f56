import type { Kysely } from 'kysely';
import { z } from 'zod';
import {
  type AccountV1,
  type AppliedV1,
  appliedV1,
  type GapV1,
  gapV1,
  linkPrefix,
  longestPollSeconds,
  type PublicationV1,
  pairResponseV1,
  type ReceivedEvent,
  type ResetSecondStepV1,
  type SecondStepResetV1,
  type StatusV1,
  secondStepResetV1,
  statusV1,
  type WebsiteV1,
} from '../../contract/link.ts';
import type { Clock } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { OfficeTables } from '../../database/office-tables.ts';
import { callGate, type GateCall, readJson, refuse, wasStaleConnection } from './call-gate.ts';
import { findGate, noteReachability, savePairing } from './gate-rows.ts';
import { ensureLinkKey, type LinkIdentity } from './link-key.ts';
import { readEvents } from './read-events.ts';
import { signRequest } from './sign-request.ts';

/** One message of a publication; it is applied whole or not at all. */
export interface PublicationMessage {
  readonly publication: PublicationV1;
  /** Settings, where they go along; a gate that does not know the website yet needs them. */
  readonly website: WebsiteV1 | null;
  readonly accounts: readonly AccountV1[];
}

export interface EventQuery {
  /** Number of the last event the office has. */
  readonly after: number;
  readonly limit: number;
  /** Seconds to wait for one where there is none yet; at most `longestPollSeconds`. */
  readonly waitSeconds: number;
  /** Ends the wait; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * The office's half of the link (DESIGN §4): every call to a gate goes through here, signed and checked. Each call
 * notes whether the gate was reachable. All throw AppError: `gate_unreachable` where it does not answer in time or
 * with something that is not ours, `link_refused` where it refuses and says why, `not_found` for an unknown gate.
 */
export interface Gates {
  /** Pairs with the gate at `url` by the one-time code that it printed; pairing again renews name and address. */
  pair(url: string, code: string): Promise<{ gateId: string; name: string }>;
  status(gateId: string): Promise<StatusV1>;
  /** Events after a number, in order, also those that this office does not know; empty where none came in the time. */
  events(gateId: string, query: EventQuery): Promise<ReceivedEvent[]>;
  /** Tells the gate that the office has them: it deletes their personal data. */
  acknowledge(gateId: string, upTo: number): Promise<void>;
  /**
   * Publishes one message. `{code: 'gap', expected}`: the gate has changes up to `expected` only; send from there,
   * with the settings. An office that was put back from an older copy is refused (`link_refused`, whose `code` is
   * `link_office_behind`) until its revision has passed the gate's.
   */
  publish(gateId: string, message: PublicationMessage): Promise<AppliedV1 | GapV1>;
  resendMail(gateId: string, mailId: string): Promise<void>;
  /** Takes the second step from the sign-in of an account; `gate_too_old` where the gate cannot yet. */
  resetSecondStep(gateId: string, of: ResetSecondStepV1): Promise<SecondStepResetV1>;
}

/** Where the calls report to; a pino logger fits. */
interface LinkLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

const answerTimeoutMs = 15_000;
/** A message of thousands of accounts and their mails takes the gate a while. */
const publishTimeoutMs = 120_000;

/** The gates of this office, by their rows in `office.gate`. */
export function createGates(db: Kysely<OfficeTables>, log: LinkLog, clock: Clock): Gates {
  let identity: Promise<LinkIdentity> | undefined;
  const identify = (): Promise<LinkIdentity> => {
    identity ??= ensureLinkKey(db).catch((error: unknown) => {
      identity = undefined;
      throw error;
    });
    return identity;
  };

  async function call<T>(
    gateId: string,
    request: { method: 'GET' | 'POST'; path: string; body?: string; contentType?: string },
    read: (response: Response, call: GateCall) => Promise<T>,
    options: { timeoutMs?: number; signal?: AbortSignal | undefined } = {},
  ): Promise<T> {
    const gate = await findGate(db, gateId);
    const path = `${linkPrefix}${request.path}`;
    const body = request.body ?? '';
    const attempt = async (): Promise<T> => {
      const gateCall: GateCall = {
        url: gate.url,
        gate: gate.name,
        method: request.method,
        path,
        body,
        contentType: request.contentType ?? 'application/json',
        // Signed anew each time: a signature serves once.
        token: await signRequest(await identify(), clock, { gateId, method: request.method, path, body }),
        timeoutMs: options.timeoutMs ?? answerTimeoutMs,
        signal: options.signal,
      };
      return callGate(gateCall, (response) => read(response, gateCall));
    };
    try {
      const answer = await attempt().catch((error: unknown) => {
        if (!wasStaleConnection(error)) throw error;
        return attempt();
      });
      await noteReachability(db, log, clock, gate, null);
      return answer;
    } catch (error) {
      if (error instanceof AppError) await noteReachability(db, log, clock, gate, error);
      throw error;
    }
  }

  return {
    async pair(url, code) {
      const { officeId, publicJwk } = await identify();
      const gateCall: GateCall = {
        url,
        gate: url,
        method: 'POST',
        path: `${linkPrefix}/pair`,
        body: JSON.stringify({ code, officeId, publicKey: publicJwk }),
        contentType: 'application/json',
        token: null,
        timeoutMs: answerTimeoutMs,
      };
      const paired = await callGate(gateCall, readJson(pairResponseV1));
      await savePairing(db, clock, { ...paired, url });
      log.info({ gate: paired.gateId, url }, 'Paired with a gate.');
      return paired;
    },
    status: (gateId) => call(gateId, { method: 'GET', path: '/status' }, readJson(statusV1)),
    events(gateId, { after, limit, waitSeconds, signal }) {
      const wait = Math.min(Math.max(waitSeconds, 0), longestPollSeconds);
      const query = new URLSearchParams({ after: `${after}`, limit: `${limit}`, wait: `${wait}` });
      return call(
        gateId,
        { method: 'GET', path: `/events?${query}` },
        (response) => readEvents(response, after),
        { timeoutMs: answerTimeoutMs + wait * 1000, signal },
      );
    },
    async acknowledge(gateId, upTo) {
      const body = JSON.stringify({ upTo });
      await call(gateId, { method: 'POST', path: '/events/acknowledge', body }, readJson(done));
    },
    publish: (gateId, message) =>
      call(
        gateId,
        {
          method: 'POST',
          path: '/publications',
          body: publicationBody(message),
          contentType: 'application/x-ndjson',
        },
        readApplied,
        { timeoutMs: publishTimeoutMs },
      ),
    async resendMail(gateId, mailId) {
      const body = JSON.stringify({ mailId });
      await call(gateId, { method: 'POST', path: '/mails/resend', body }, async (response, gateCall) => {
        if (response.status === 409) await refuse(gateCall, response);
        return done.parse(await response.json());
      });
    },
    async resetSecondStep(gateId, of) {
      const body = JSON.stringify(of);
      const path = '/second-step/reset';
      try {
        return await call(gateId, { method: 'POST', path, body }, readJson(secondStepResetV1));
      } catch (error) {
        // An older gate says of the route itself that there is nothing.
        const isMissing =
          error instanceof AppError && error.code === 'link_refused' && error.params.code === 'not_found';
        if (isMissing) throw new AppError('gate_too_old', error.params, { cause: error });
        throw error;
      }
    },
  };
}

const done = z.object({ ok: z.literal(true) });

/** The NDJSON of one message: what it is, settings, accounts, and the end that proves it whole (I5). */
export function publicationBody({ publication, website, accounts }: PublicationMessage): string {
  const lines: object[] = [publication, ...(website === null ? [] : [website]), ...accounts];
  lines.push({ type: 'endV1', lines: lines.length });
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
}

async function readApplied(response: Response, call: GateCall): Promise<AppliedV1 | GapV1> {
  if (response.status !== 409) return appliedV1.parse(await response.json());
  const gap = gapV1.safeParse(await response.clone().json());
  return gap.success ? gap.data : refuse(call, response);
}
