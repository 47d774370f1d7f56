import { z } from 'zod';
import { AppError } from '../../core/errors.ts';

/** One request to a gate's link. */
export interface GateCall {
  /** Where the link listens, `http://127.0.0.1:8082`. */
  readonly url: string;
  /** The gate's name, for messages. */
  readonly gate: string;
  readonly method: 'GET' | 'POST';
  /** Path from `/link/v1` on, with query. */
  readonly path: string;
  readonly body: string;
  readonly contentType: string;
  /** The signature; not needed to pair. */
  readonly token: string | null;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** What a gate says when it refuses: the catalogue's code and message. */
const refusal = z.object({ code: z.string(), message: z.string() });

/**
 * Sends a request and gives the answer to `read`.
 * @throws AppError `gate_unreachable` for no or an unreadable answer, `link_refused` with the gate's own reason; the
 *   abort reason where the caller ended it
 */
export async function callGate<T>(call: GateCall, read: (response: Response) => Promise<T>): Promise<T> {
  const timeout = AbortSignal.timeout(call.timeoutMs);
  const signal = call.signal === undefined ? timeout : AbortSignal.any([timeout, call.signal]);
  try {
    const response = await fetch(new URL(`.${call.path}`, directoryUrl(call.url)), {
      method: call.method,
      headers: {
        ...(call.body === '' ? {} : { 'content-type': call.contentType }),
        ...(call.token === null ? {} : { authorization: `Bearer ${call.token}` }),
      },
      ...(call.method === 'GET' ? {} : { body: call.body }),
      redirect: 'error',
      signal,
    });
    if (response.status >= 500) throw new Error(`HTTP ${response.status}`);
    if (!response.ok && response.status !== 409) await refuse(call, response);
    return await read(response);
  } catch (error) {
    if (error instanceof AppError) throw error;
    call.signal?.throwIfAborted();
    throw new AppError('gate_unreachable', { gate: call.gate, reason: describe(error) }, { cause: error });
  }
}

/** Whether a kept connection had been closed by the gate meanwhile; asking once more is worth it. */
export function wasStaleConnection(error: unknown): boolean {
  return (
    error instanceof AppError &&
    error.code === 'gate_unreachable' &&
    ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(String(error.params.reason))
  );
}

/** Turns an answer that refuses into an error with the gate's reason. */
export async function refuse(call: GateCall, response: Response): Promise<never> {
  const parsed = refusal.safeParse(await response.json().catch(() => null));
  if (!parsed.success) throw new Error(`HTTP ${response.status}`);
  throw new AppError('link_refused', {
    gate: call.gate,
    reason: parsed.data.message,
    code: parsed.data.code,
  });
}

/** Reads an answer as JSON of the given shape. */
export function readJson<T>(shape: z.ZodType<T>): (response: Response) => Promise<T> {
  return async (response) => shape.parse(await response.json());
}

function directoryUrl(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

function describe(error: unknown): string {
  if (error instanceof z.ZodError) return 'its answer is not one of ours';
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'no answer in time';
  const cause = error instanceof Error ? error.cause : undefined;
  const code: unknown =
    typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  if (typeof code === 'string') return code;
  return error instanceof Error ? error.message : String(error);
}
