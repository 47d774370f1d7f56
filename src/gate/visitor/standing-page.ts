import type { VisitorLanguage } from '../../core/language.ts';
import { gatePrefix } from '../../core/paths.ts';
import type { VisitorStanding } from '../../core/visitor-standing.ts';
import type { Page, Way } from '../pages/page-model.ts';
import { pageText, type TextKey } from '../pages/texts/page-text.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { dayInWords } from './my-page/time-words.ts';

/** What the words about a standing need to know. */
interface StandingContext {
  readonly website: PublishedWebsite;
  readonly language: VisitorLanguage;
  /** Where the visitor was going. */
  readonly returnPath?: string;
}
interface StandingAccount {
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
}

/**
 * Tells somebody in words how they stand with the website, and what they can do (R14). Only for who proved to be
 * that person.
 */
export function standingPage(
  { website, language, returnPath = '/' }: StandingContext,
  standing: VisitorStanding,
  account: StandingAccount | null,
  email: string,
): Page {
  const { policy, name: site, companyName: company } = website.settings;
  const day = standing === 'not_yet' ? account?.validFrom : account?.validUntil;
  const date = day == null ? '' : dayInWords(language, day);
  const say = (key: TextKey): string => pageText(language, key, { site, company, email, date });
  const isAutomatic = standing === 'pending' && policy === 'automatic';
  const isClosedToAll = standing === 'no_account' && policy === 'owner_only';
  const words = isAutomatic
    ? [say('text_pending_automatic'), say('text_pending_slow')]
    : [say(isClosedToAll ? 'text_no_account_owner' : `text_${standing}`)];
  const waiting = standing === 'pending' ? website.settings.look.waitingText[language] : '';
  return {
    title: say(isAutomatic ? 'title_pending_automatic' : `title_${standing}`),
    lead: waiting === '' ? words : [...words, waiting],
    ways: [
      ...(isOpenToAll(website) ? [{ label: say('goOn'), href: returnPath }] : []),
      ...waysOn(say, standing, isClosedToAll),
    ],
  };
}

/** Whether a website has no closed part at all, so that nobody needs access to see it. */
export function isOpenToAll({ settings }: PublishedWebsite): boolean {
  return settings.protection === 'voluntary' || settings.protection === 'none';
}

function waysOn(say: (key: TextKey) => string, standing: VisitorStanding, isClosedToAll: boolean): Way[] {
  const signedOut =
    standing === 'declined' || standing === 'blocked' || standing === 'ended' || standing === 'over';
  if (signedOut) return [{ label: say('backToSignIn'), href: `${gatePrefix}/sign-in` }];
  const ways: Way[] = [];
  if (standing === 'no_account' && !isClosedToAll) {
    ways.push({ label: say('requestAccess'), href: `${gatePrefix}/request-access`, primary: true });
  }
  ways.push({ label: say('myPage'), href: `${gatePrefix}/my-page` });
  ways.push({ label: say('signOut'), href: `${gatePrefix}/sign-out` });
  return ways;
}
