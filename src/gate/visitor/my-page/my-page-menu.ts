import { gatePrefix } from '../../../core/paths.ts';
import type { MenuEntry } from '../../pages/page-model.ts';
import type { TextKey } from '../../pages/texts/page-text.ts';
import type { Visit } from '../visit.ts';

/** The pages of My page, in the order of its navigation. */
export type MyPagePart = 'overview' | 'details' | 'security' | 'devices' | 'privacy';

const parts: readonly (readonly [MyPagePart, TextKey])[] = [
  ['overview', 'menuOverview'],
  ['details', 'menuDetails'],
  ['security', 'menuSecurity'],
  ['devices', 'menuDevices'],
  ['privacy', 'menuPrivacy'],
];

/** The path of a part of My page, below `/_gate/`. */
export function myPagePath(part: MyPagePart): string {
  return part === 'overview' ? 'my-page' : `my-page/${part}`;
}

/** The address of a part of My page, with a notice about what was just done. */
export function myPageAddress(part: MyPagePart, notice?: string): string {
  return `${gatePrefix}/${myPagePath(part)}${notice === undefined ? '' : `?notice=${notice}`}`;
}

/** The navigation of My page, as each of its parts shows it. */
export function myPageMenu(visit: Visit, current: MyPagePart): MenuEntry[] {
  const entries = parts.map(([part, key]) => ({
    label: visit.say(key),
    href: myPageAddress(part),
    ...(part === current ? { current: true } : {}),
  }));
  return [...entries, { label: visit.say('signOut'), href: `${gatePrefix}/sign-out`, post: {} }];
}
