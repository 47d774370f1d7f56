import type { WebsiteV1 } from '../../contract/link.ts';
import { gatePrefix } from '../../core/paths.ts';
import type { PlannedMail } from '../../core/publication-plan.ts';
import { type MailLinks, type RenderedMail, renderMail } from '../../mail/render.ts';
import type { AccountContent } from '../accounts/account-content.ts';

/**
 * A mail of the plan as the gate will send it, but for the secret in its link. `firstTime`: the person has no password
 * here yet, as far as the office knows, so that the mail leads to choosing one (case 26).
 */
export function renderPlannedMail(
  settings: WebsiteV1,
  account: Pick<
    AccountContent,
    'personName' | 'contactName' | 'language' | 'email' | 'reason' | 'deletionRefused'
  >,
  mail: PlannedMail,
  firstTime: boolean,
): RenderedMail {
  return renderMail({
    event: mail.event,
    language: account.language,
    website: settings,
    name: account.personName || account.contactName,
    email: account.email,
    reason: mail.event === 'deletion_refused' ? (account.deletionRefused?.reason ?? '') : account.reason,
    links: linksOf(settings.publicUrl, mail, firstTime),
  });
}

function linksOf(publicUrl: string, mail: PlannedMail, firstTime: boolean): MailLinks {
  const page = (name: string) => new URL(`${gatePrefix}/${name}`, publicUrl).href;
  if (mail.event === 'email_changed_new') {
    return firstTime ? { setPassword: page('set-password') } : { verify: page('verify') };
  }
  if (mail.event === 'deletion_refused') return { signIn: page('my-page/privacy') };
  if (mail.event === 'approved' && firstTime) return { setPassword: page('set-password') };
  return { signIn: page('sign-in') };
}
