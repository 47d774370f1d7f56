import type { Clock } from '../../../core/clock.ts';
import { queueMail } from '../../../mail/queue-mail.ts';
import { mailLanguage } from '../../../mail/render.ts';
import type { GateTransaction } from '../../context.ts';
import { pageText, type TextKey } from '../../pages/texts/page-text.ts';
import { visitorUrl } from '../../tokens/visitor-url.ts';
import type { PublishedWebsite } from '../../websites/published-website.ts';

/** Whom a mail goes to. */
export interface Holder {
  readonly companyId: string;
  readonly loginId: string;
  readonly email: string;
  readonly name: string;
  readonly language: string;
}

/** What can change about how somebody signs in; each has its sentence. */
type Change = Extract<TextKey, `changed_${string}`>;

/**
 * Tells the owner of an address that the ways to sign in with it changed, whoever did it (GATE.md). Call it late in the
 * transaction in which it happens.
 */
export async function mailSignInChanged(
  trx: GateTransaction,
  clock: Clock,
  website: PublishedWebsite,
  holder: Holder,
  change: Change,
  params: Readonly<Record<string, string | number>> = {},
): Promise<void> {
  const { settings } = website;
  const language = mailLanguage(holder.language, settings.language);
  await queueMail(trx, clock, {
    website,
    event: 'sign_in_changed',
    language,
    to: holder.email,
    name: holder.name,
    detail: pageText(language, change, params),
    links: { signIn: visitorUrl(settings.publicUrl, 'sign-in') },
  });
}

/** Tells that a recovery code was used, and how many are left. */
export async function mailRecoveryCodeUsed(
  trx: GateTransaction,
  clock: Clock,
  website: PublishedWebsite,
  holder: Holder,
): Promise<void> {
  const { left } = await trx
    .selectFrom('recovery_code')
    .select((select) => select.fn.countAll<number>().as('left'))
    .where('company_id', '=', holder.companyId)
    .where('login_id', '=', holder.loginId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  await mailSignInChanged(trx, clock, website, holder, 'changed_recovery_code_used', { left });
}
