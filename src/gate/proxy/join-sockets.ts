import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** One end of a tunnel, and what came on it already. */
export interface TunnelEnd {
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** How long the one side has to end, in milliseconds, after the other did. */
const farewellMs = 60_000;

/**
 * Passes bytes both ways, neither faster than the other side takes them. When one side ends, what it sent still
 * arrives; when it breaks off, so does the other. A side that is gone without a word is noticed (TCP keep-alive).
 */
export function joinSockets(visitor: TunnelEnd, website: TunnelEnd): void {
  passOn(visitor, website.socket);
  passOn(website, visitor.socket);
}

function passOn({ socket: from, head }: TunnelEnd, to: Duplex): void {
  if (from instanceof Socket) from.setKeepAlive(true, 30_000);
  from.on('error', () => from.destroy());
  if (head.length > 0) to.write(head);
  from.pipe(to);
  from.once('end', () => {
    const timer = setTimeout(() => to.destroy(), farewellMs).unref();
    to.once('close', () => clearTimeout(timer));
  });
  from.once('close', () => {
    if (!from.readableEnded) return to.destroy();
    // Nobody takes what comes from there any more; unread it would make the system drop what is still on its way.
    to.unpipe();
    to.resume();
  });
}
