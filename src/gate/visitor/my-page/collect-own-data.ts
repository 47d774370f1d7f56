import type { GateDatabase } from '../../context.ts';
import { findAccounts, type VisitorAccount } from '../../logins/find-account.ts';
import type { Session } from '../../sessions/session.ts';
import type { PublishedWebsite } from '../../websites/published-website.ts';
import { findWebsites } from './find-websites.ts';
import type { OwnDevice } from './own-devices.ts';
import { ownEvents } from './own-events.ts';

/**
 * All that the gate holds about a sign-in, for the person to keep (GDPR articles 15 and 20), under names that a reader
 * understands: never a password, key, code or token. Times are UTC (ISO 8601).
 */
export async function collectOwnData(
  db: GateDatabase,
  website: PublishedWebsite,
  session: Session,
  devices: readonly OwnDevice[],
  now: Date,
): Promise<object> {
  const { companyId, loginId } = session;
  const login = await db
    .selectFrom('login')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', loginId)
    .executeTakeFirstOrThrow();
  const accounts = await findAccounts(db, companyId, session.emailCanonical);
  // Staff may have typed the address in another spelling of the same one (case 11).
  const emails = [...new Set([login.email, session.emailCanonical, ...accounts.map(({ email }) => email)])];
  const mails = await mailsTo(db, companyId, emails);
  const events = await ownEvents(db, { companyId, emails, accountIds: accounts.map(({ id }) => id) });
  const sites = await findWebsites(db, companyId, [
    ...accounts.map(({ websiteId }) => websiteId),
    ...mails.map((mail) => mail.website_id),
    ...events.map((event) => event.websiteId),
  ]);
  return {
    madeAt: now,
    company: website.settings.companyName,
    signIn: {
      emailAddress: login.email,
      emailAddressConfirmedAt: login.email_verified_at,
      name: login.name,
      language: login.language,
      createdAt: login.created_at,
      hasPassword: login.password_hash !== null,
      passwordChangedAt: login.password_changed_at,
      secondStepAtSignIn: login.second_factor,
      authenticatorAppSince: login.totp_confirmed_at,
      recoveryCodesLeft: await recoveryCodesLeft(db, session),
    },
    accounts: accounts.map((account) => accountData(account, sites.get(account.websiteId))),
    passkeys: await passkeysOf(db, session),
    signedInOn: devices.map((device) => ({
      website: device.websiteName,
      thisOne: device.isThis,
      browser: device.userAgent,
      networkAddress: device.address,
      signedInBy: device.methods,
      signedInAt: device.signedInAt,
      lastUsedAt: device.lastSeenAt,
      endsAt: device.endsAt,
      keptSignedIn: device.keep,
    })),
    mails: mails.map(({ website_id, ...mail }) => ({
      website: sites.get(website_id)?.settings.name ?? '',
      ...mail,
    })),
    onItsWayToTheCompany: events.map(({ websiteId, ...event }) => ({
      website: sites.get(websiteId)?.settings.name ?? '',
      ...event,
    })),
  };
}

function accountData(account: VisitorAccount, site: PublishedWebsite | undefined): object {
  const { answers = [], ...details } = account.details ?? {};
  return {
    website: site?.settings.name ?? '',
    address: site?.settings.publicUrl ?? '',
    emailAddress: account.email,
    status: account.status,
    reason: account.reason,
    createdAt: account.createdAt,
    validFrom: account.validFrom,
    validUntil: account.validUntil,
    deletionAskedAt: account.deletionAskedAt,
    deletionRefused:
      account.deletionRefused === null
        ? null
        : {
            askedAt: account.deletionRefused.askedAt,
            refusedAt: account.deletionRefused.at,
            reason: account.deletionRefused.reason,
          },
    toldToTheWebsite: {
      customerNumber: account.contactNumber,
      company: account.contactName,
      name: account.personName,
      customerTypes: account.contactTypes,
      priceGroup: account.priceGroup,
      language: account.language,
      customerIsActive: account.contactActive,
    },
    detailsYouGave: account.details === null ? null : details,
    answersYouGave: answers.map(({ label, value, link }) => ({
      question: label,
      answer: value,
      ...(link === '' ? {} : { terms: link }),
    })),
  };
}

function passkeysOf(db: GateDatabase, { companyId, loginId }: Session) {
  return db
    .selectFrom('passkey')
    .select(['name', 'rp_id as worksOn', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
    .where('company_id', '=', companyId)
    .where('login_id', '=', loginId)
    .orderBy('created_at')
    .execute();
}

async function recoveryCodesLeft(db: GateDatabase, { companyId, loginId }: Session): Promise<number> {
  const { left } = await db
    .selectFrom('recovery_code')
    .select((select) => select.fn.countAll<string>().as('left'))
    .where('company_id', '=', companyId)
    .where('login_id', '=', loginId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(left);
}

/** Mails of this company to the address; not their text, which may hold links with tokens. */
function mailsTo(db: GateDatabase, companyId: string, emails: readonly string[]) {
  return db
    .selectFrom('mail')
    .select([
      'website_id',
      'subject',
      'event as about',
      'language',
      'to_address as to',
      'created_at as writtenAt',
      'sent_at as sentAt',
    ])
    .where('company_id', '=', companyId)
    .where('to_address', 'in', emails)
    .orderBy('created_at')
    .execute();
}
