import { isSessionLive } from '../../core/session-life.ts';
import type { SignInFacts } from '../../core/visit/sign-in-steps.ts';
import type { GateDatabase } from '../context.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';

const nothing: SignInFacts = {
  exists: false,
  signedUp: false,
  addressProven: false,
  password: false,
  passkey: false,
  codes: false,
  secondStepChosen: false,
  sessions: 0,
  strongSession: false,
};

/** What the gate knows of the sign-in of a canonical address, for one host of a website, at `now`. Reads only. */
export async function readSignInFacts(
  db: GateDatabase,
  website: PublishedWebsite,
  host: string,
  emailCanonical: string,
  now: Date,
): Promise<SignInFacts> {
  const { id: websiteId, companyId } = website;
  const login = await db
    .selectFrom('login')
    .select(['id', 'email_verified_at', 'password_hash', 'totp_confirmed_at', 'second_factor'])
    .where('company_id', '=', companyId)
    .where('email_canonical', '=', emailCanonical)
    .executeTakeFirst();
  if (login === undefined) {
    return { ...nothing, signedUp: await hasSignedUp(db, websiteId, emailCanonical, now) };
  }
  const passkeys = await db
    .selectFrom('passkey')
    .select('rp_id')
    .where('company_id', '=', companyId)
    .where('login_id', '=', login.id)
    .execute();
  const codes = await db
    .selectFrom('recovery_code')
    .select('used_at')
    .where('company_id', '=', companyId)
    .where('login_id', '=', login.id)
    .where('used_at', 'is', null)
    .limit(1)
    .execute();
  const sessions = (await readSessions(db, website, login.id)).filter((session) =>
    isSessionLive(session, session.lastSeenAt.getTime(), website.settings, now.getTime()),
  );
  return {
    exists: true,
    signedUp: false,
    addressProven: login.email_verified_at !== null,
    password: login.password_hash !== null,
    // A passkey works on the very host it was made on (case 2); the gate asks for no other.
    passkey: passkeys.some(({ rp_id: rpId }) => rpId === host),
    codes: login.totp_confirmed_at !== null || codes.length > 0,
    secondStepChosen: login.second_factor,
    sessions: sessions.length,
    strongSession: sessions.some(({ strong }) => strong),
  };
}

function readSessions(db: GateDatabase, { id, companyId }: PublishedWebsite, loginId: string) {
  return db
    .selectFrom('session')
    .select([
      'created_at as createdAt',
      'expires_at as expiresAt',
      'last_seen_at as lastSeenAt',
      'keep',
      'strong',
    ])
    .where('website_id', '=', id)
    .where('company_id', '=', companyId)
    .where('login_id', '=', loginId)
    .execute();
}

/** Whether a sign-up on this website waits for its address to be proven. */
async function hasSignedUp(
  db: GateDatabase,
  websiteId: string,
  emailCanonical: string,
  now: Date,
): Promise<boolean> {
  const registration = await db
    .selectFrom('registration')
    .select('id')
    .where('website_id', '=', websiteId)
    .where('email_canonical', '=', emailCanonical)
    .where('verified_at', 'is', null)
    .where('expires_at', '>', now)
    .limit(1)
    .executeTakeFirst();
  return registration !== undefined;
}
