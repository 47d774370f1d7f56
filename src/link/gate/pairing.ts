import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import { withTransaction } from '../../database/transaction.ts';
import type { Gate } from '../../gate/context.ts';

/** How long a code can be used. */
const codeMinutes = 60;

/** An Ed25519 public key (RFC 8037 §2); a private part is refused. */
const publicKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().regex(/^[\w-]{43}$/),
});

/** Whether an office's key is pinned here. */
export async function isPaired(gate: Pick<Gate, 'db'>): Promise<boolean> {
  const row = await gate.db.selectFrom('installation').select('office_key').executeTakeFirst();
  return row?.office_key != null;
}

/**
 * A new one-time code by which an office can be paired with this gate, for an hour; codes before it are worth nothing
 * from now on. Only its hash is kept. The installation must have been made.
 */
export async function createPairingCode(gate: Pick<Gate, 'db' | 'clock'>): Promise<string> {
  const code = randomBytes(20).toString('base64url');
  await gate.db
    .updateTable('installation')
    .set({
      pairing_code_hash: hashOf(code),
      pairing_code_expires_at: new Date(gate.clock.now().getTime() + codeMinutes * 60_000),
      pairing_code_used_at: null,
    })
    .execute();
  return code;
}

/**
 * Pins the key of the office that shows the code (DESIGN §4). The same office may ask again with the same code, for
 * the case that it missed the answer; anybody else may not.
 * @throws AppError `link_code_wrong`, or `link_message_invalid` for what is no public key
 */
export async function pairOffice(
  gate: Pick<Gate, 'db' | 'clock' | 'log'>,
  request: { code: string; officeId: string; publicKey: Readonly<Record<string, unknown>> },
): Promise<{ gateId: string; name: string }> {
  const key = publicKey.safeParse(request.publicKey);
  if (!key.success)
    throw new AppError('link_message_invalid', { reason: 'the key is no Ed25519 public key' });
  const now = gate.clock.now();
  return withTransaction({ kysely: gate.db }, async (trx) => {
    const row = await trx.selectFrom('installation').selectAll().forUpdate().executeTakeFirst();
    const expected = row?.pairing_code_hash ?? Buffer.alloc(32);
    const right = timingSafeEqual(expected, hashOf(request.code));
    const live = (row?.pairing_code_expires_at?.getTime() ?? 0) > now.getTime();
    if (row === undefined || !right || !live || row.pairing_code_hash === null)
      throw new AppError('link_code_wrong');
    if (row.pairing_code_used_at !== null) {
      const pinned = publicKey.safeParse(row.office_key);
      const same = row.office_id === request.officeId && pinned.data?.x === key.data.x;
      if (!same) throw new AppError('link_code_wrong');
      return { gateId: row.id, name: row.name };
    }
    await trx
      .updateTable('installation')
      .set({
        office_id: request.officeId,
        office_key: JSON.stringify(key.data),
        pairing_code_used_at: now,
      })
      .execute();
    gate.log.info({ office: request.officeId }, 'Paired with an office.');
    return { gateId: row.id, name: row.name };
  });
}

function hashOf(code: string): Buffer {
  return createHash('sha256').update(code).digest();
}
