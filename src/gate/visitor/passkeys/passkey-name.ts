import { browserName } from '../../../core/browser-name.ts';
import type { Visit } from '../visit.ts';

export const longestPasskeyName = 60;

/** What a new passkey is called where its holder gives it no name: "Passkey van Chrome op Linux". */
export function suggestedName(visit: Pick<Visit, 'userAgent' | 'say'>): string {
  const { browser, system } = browserName(visit.userAgent);
  if (browser !== '' && system !== '') return visit.say('passkeyNameBoth', { browser, system });
  const one = browser || system;
  return one === '' ? visit.say('passkeyNameNone') : visit.say('passkeyNameOne', { browser: one });
}

/** A name as it was typed, on one line and not too long; empty where nothing of it is left. */
export function tidyName(typed: string): string {
  const line = typed
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [...line].slice(0, longestPasskeyName).join('').trim();
}
