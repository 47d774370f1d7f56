import { readMethods, type SignInMethod } from '../../../core/security-events.ts';
import { isSessionLive } from '../../../core/session-life.ts';
import type { Gate } from '../../context.ts';
import type { Session } from '../../sessions/session.ts';
import { findWebsites } from './find-websites.ts';

/** A session of the person, on any website of the company. */
export interface OwnDevice {
  readonly id: string;
  readonly isThis: boolean;
  readonly websiteId: string;
  readonly websiteName: string;
  readonly userAgent: string;
  /** Network address at sign-in; empty where it is not known. */
  readonly address: string;
  readonly methods: readonly SignInMethod[];
  readonly keep: boolean;
  readonly signedInAt: Date;
  /** Kept to the minute. */
  readonly lastSeenAt: Date;
  readonly endsAt: Date;
}

/** Where somebody is signed in now; the present session first, then by when it was used. What is over is left out. */
export async function ownDevices(
  { db, clock }: Pick<Gate, 'db' | 'clock'>,
  session: Pick<Session, 'id' | 'companyId' | 'loginId'>,
): Promise<OwnDevice[]> {
  const rows = await db
    .selectFrom('session')
    .select([
      'id',
      'website_id as websiteId',
      'user_agent as userAgent',
      'address',
      'methods',
      'keep',
      'created_at as signedInAt',
      'last_seen_at as lastSeenAt',
      'expires_at as endsAt',
    ])
    .where('company_id', '=', session.companyId)
    .where('login_id', '=', session.loginId)
    .orderBy('last_seen_at', 'desc')
    .execute();
  const ids = rows.map(({ websiteId }) => websiteId);
  const websites = await findWebsites(db, session.companyId, ids);
  const now = clock.now().getTime();
  const devices = rows.flatMap(({ methods, ...row }): OwnDevice[] => {
    const settings = websites.get(row.websiteId)?.settings;
    if (settings === undefined) return [];
    const isThis = row.id === session.id;
    const times = { createdAt: row.signedInAt, expiresAt: row.endsAt, keep: row.keep };
    if (!isThis && !isSessionLive(times, row.lastSeenAt.getTime(), settings, now)) return [];
    return [{ ...row, isThis, websiteName: settings.name, methods: readMethods(methods) }];
  });
  return devices.sort((a, b) => Number(b.isThis) - Number(a.isThis));
}
