import { readConfig } from '../config.ts';
import { jwksSeconds, keyNewsSeconds } from '../core/assertion-key-times.ts';
import { type Rotation, rotateAssertionKey } from '../gate/identity/rotate-assertion-key.ts';
import { openGate } from './open-gate.ts';

/**
 * `gatehouse rotate-key`: makes a new key for `Gatehouse-Assertion`; with `now` at once, for one that leaked. Says what
 * follows and returns the exit code.
 */
export async function runRotateKey(
  options: { readonly now: boolean },
  out: NodeJS.WritableStream = process.stdout,
): Promise<number> {
  const { gate, close } = await openGate(readConfig());
  try {
    const rotation = await rotateAssertionKey(gate, options.now ? 'now' : 'planned');
    out.write(options.now ? tellNow(rotation) : tellPlanned(rotation));
    return 0;
  } finally {
    await close();
  }
}

function tellNow({ kid, leaving }: Rotation): string {
  const old = leaving.map((key) => key.kid).join(', ');
  const before =
    old === ''
      ? ''
      : `
Not valid any more: ${old}.
  A website that keeps the JWKS as long as it may goes on accepting what the old key signed for at most
  ${jwksSeconds / 60} minutes; restart what reads it, or empty its cache, if that is too long.`;
  return `The key ${kid} signs from now on. Gates that run know it at once, at the latest in ${keyNewsSeconds / 2} seconds.${before}
  A website that does not fetch the JWKS again for a key that it does not know refuses the new one until then.
Nobody has to sign in again. Where the old key lay open, find out how, and whether the database did too.
`;
}

function tellPlanned({ kid, signsFrom, made, leaving }: Rotation): string {
  const lines = leaving.map((key) => `  The key ${key.kid} leaves the JWKS at ${timeOf(key.at)}.\n`).join('');
  const first = made
    ? `The key ${kid} is published and signs from ${timeOf(signsFrom)}.`
    : `A new key is published already: ${kid} signs from ${timeOf(signsFrom)}. None was made.`;
  return `${first}
  Until then websites fetch it with the JWKS; nothing is refused meanwhile.
${lines}For a key that leaked: gatehouse rotate-key --now
`;
}

/** Minutes are enough, and UTC is what logs have. */
function timeOf(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
