import { setTimeout } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Clock } from '../core/clock.ts';
import type { GateTables } from '../database/gate-tables.ts';
import { claimMails } from './claim-mails.ts';
import { deliverMail } from './deliver-mail.ts';
import { checkMailSettings, createMailTransport, type MailTransport } from './transport.ts';

export interface MailWorkerOptions {
  readonly db: Kysely<GateTables>;
  readonly clock: Clock;
  readonly log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
  /** Undefined: nothing is sent; mails wait until there is a server. */
  readonly smtpUrl: string | undefined;
  /** Sender for websites without one of their own. */
  readonly mailFrom: string;
}

export interface MailWorker {
  /** Looks at once; call it when the mail channel of the database has news. Else it looks every second. */
  wake(): void;
  /** Waits some seconds for what is under way; a mail that is then still with a silent server is tried again. */
  stop(): Promise<void>;
}

const atOnce = 5;
/** How long a mail that was sent is kept; the office has its own record of it. */
const sentKeptMs = 30 * 86_400_000;
const sweepMs = 3_600_000;
const patienceMs = 5_000;
/** The poll that finds what no message told of (DESIGN §1). */
const pollMs = 1000;

/**
 * Notes how this gate sends mail and starts sending what waits, also what was queued while no server was set up.
 * Any number of workers may run; each mail is with one of them.
 * @throws AppError `configuration_invalid`
 */
export async function startMailWorker(options: MailWorkerOptions): Promise<MailWorker> {
  const { db, smtpUrl, log } = options;
  checkMailSettings(smtpUrl, options.mailFrom);
  await db
    .updateTable('mail_setup')
    .set({ configured: smtpUrl !== undefined, from_address: options.mailFrom })
    .execute();
  if (smtpUrl === undefined) {
    log.info({}, 'No mail server is set up (SMTP_URL): mails wait and can be read in the office.');
    return { wake: () => {}, stop: async () => {} };
  }
  const transport = createMailTransport(smtpUrl);
  const sweep = setInterval(() => void removeOldMails(options), sweepMs).unref();
  let stopped = false;
  let wake = (): void => {};
  let woken = false;

  const run = async (): Promise<void> => {
    while (!stopped) {
      woken = false;
      const worked = await workOnce(options, transport).catch((error: unknown) => {
        log.error({ err: error }, 'The mail outbox could not be worked on; trying again.');
        return false;
      });
      if (worked || woken || stopped) continue;
      await new Promise<void>((resolve) => {
        const timer = globalThis.setTimeout(resolve, pollMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = run();
  return {
    wake() {
      woken = true;
      wake();
    },
    async stop() {
      stopped = true;
      wake();
      clearInterval(sweep);
      await Promise.race([running, setTimeout(patienceMs, undefined, { ref: false })]);
      transport.close();
    },
  };
}

/** Sends a handful of due mails side by side; false where none is due. */
async function workOnce(options: MailWorkerOptions, transport: MailTransport): Promise<boolean> {
  const { db, clock, log } = options;
  const mails = await claimMails(db, clock, atOnce);
  await Promise.all(
    mails.map(async (mail) => {
      const result = await deliverMail(db, clock, transport, mail);
      if (result.state !== 'sent')
        log.warn({ mail: mail.id, state: result.state, reason: result.error }, 'A mail was not sent.');
    }),
  );
  return mails.length > 0;
}

/** Mails that were sent go after a while: the gate keeps no more of people than it needs (DESIGN §1). */
async function removeOldMails({ db, clock, log }: MailWorkerOptions): Promise<void> {
  try {
    const before = new Date(clock.now().getTime() - sentKeptMs);
    await db.deleteFrom('mail').where('state', '=', 'sent').where('sent_at', '<', before).execute();
  } catch (error) {
    log.warn({ err: error }, 'Old mails were not removed; it is tried again.');
  }
}
